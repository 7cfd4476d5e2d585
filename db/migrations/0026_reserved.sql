-- Nothing: the number belongs to a change that comes from elsewhere.
SELECT;
