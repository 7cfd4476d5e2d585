-- Looking at a table for its statistics works out the words of thirty thousand messages, a second of a processor each time,
-- and the search reads its words by their index whatever they say.
ALTER INDEX message_words ALTER COLUMN 1 SET STATISTICS 0;
ALTER INDEX conversation_words ALTER COLUMN 1 SET STATISTICS 0;
ALTER INDEX file_words ALTER COLUMN 1 SET STATISTICS 0;
-- Nothing is ever looked for by these.
ALTER TABLE event ALTER COLUMN data SET STATISTICS 0, ALTER COLUMN reason SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0;
ALTER TABLE message ALTER COLUMN text SET STATISTICS 0, ALTER COLUMN ask SET STATISTICS 0,
  ALTER COLUMN answer SET STATISTICS 0;
