-- On their own, since a transaction that also changed the tables would hold everybody up while the rows are read.
ALTER TABLE conversation VALIDATE CONSTRAINT conversation_channel_check;
ALTER TABLE message VALIDATE CONSTRAINT message_channel_check;
