-- Each mail asks which of its mailbox came before it and are not read yet. By the index of all mails of the mailbox that
-- would read through all of them, in a first fetch a hundred thousand times.
CREATE INDEX mail_not_read ON mail (workspace_id, mailbox_id, arrived_at, id) WHERE state = 'stored';
-- The same mails in another order, which is asked for once in ten minutes.
DROP INDEX mail_stored;
