-- Numbers by brand; words of a messenger that do not wait for their file; what customers read of brands and never write.

-- As by team. Rows that are there bear dimensions that were allowed before, and everything is counted anew.
ALTER TABLE fact ADD brand_id uuid;
ALTER TABLE measure_day DROP CONSTRAINT measure_day_dim_check,
  ADD CONSTRAINT measure_day_dim_check CHECK (dim IN ('all', 'channel', 'team', 'person', 'reason', 'brand', 'channel_team',
    'reason_channel', 'reason_team', 'reason_brand', 'hour')) NOT VALID;

-- An update whose words were placed while the service did not give all its files: as which message, which of its files
-- lack (their places, from 0), and before when the service is not to be asked for them.
ALTER TABLE social_update ADD message_id uuid, ADD lacking int[] NOT NULL DEFAULT '{}',
  ADD ask_at timestamptz,
  ADD FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id);

-- The newest update that told whether somebody lets answers through: an older one that is read later changes nothing.
ALTER TABLE social_contact ADD told_ref text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(told_ref) <= 40);

-- For tables that customers' transactions read and never write: the rule of heed_protect, by what is done.
CREATE PROCEDURE heed_only_read(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP POLICY customer ON %s', target);
  EXECUTE format('CREATE POLICY staff_adds ON %s AS RESTRICTIVE FOR INSERT WITH CHECK ((SELECT heed_customer()) IS NULL)',
    target);
  EXECUTE format('CREATE POLICY staff_changes ON %s AS RESTRICTIVE FOR UPDATE USING ((SELECT heed_customer()) IS NULL)',
    target);
  EXECUTE format('CREATE POLICY staff_removes ON %s AS RESTRICTIVE FOR DELETE USING ((SELECT heed_customer()) IS NULL)',
    target);
END $$;
CALL heed_only_read('brand');
CALL heed_only_read('brand_entry');
