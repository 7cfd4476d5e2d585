-- The number is another branch's; this one only keeps its place.
SELECT 1;
