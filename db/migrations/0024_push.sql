-- Web Push: the devices to which a person's notices go, and the key with which Heed says who sends.
CREATE TABLE push_device (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  endpoint text NOT NULL CHECK (length(endpoint) BETWEEN 8 AND 1000),
  p256dh text NOT NULL CHECK (length(p256dh) BETWEEN 40 AND 200),
  auth text NOT NULL CHECK (length(auth) BETWEEN 10 AND 100),
  -- The key of ours that the browser was told; with another one the push service refuses what we send.
  sender_key text NOT NULL CHECK (length(sender_key) <= 200),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  is_detailed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  sent_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
);
CREATE UNIQUE INDEX push_device_endpoint ON push_device (workspace_id, endpoint);
CREATE INDEX push_device_person ON push_device (workspace_id, person_id, created_at);
CALL heed_protect('push_device');

-- One key pair of the installation; the private half sealed (kernel/seal).
CREATE TABLE push_key (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  public_key text NOT NULL CHECK (length(public_key) <= 200),
  private_key bytea NOT NULL CHECK (length(private_key) <= 400),
  created_at timestamptz NOT NULL DEFAULT heed_now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON push_key TO heed_app;

ALTER TABLE notice_preference ADD COLUMN push boolean NOT NULL DEFAULT true;
