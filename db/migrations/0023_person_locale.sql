-- The language in which somebody uses the desk, in all their workspaces; none: that of their browser.
ALTER TABLE account ADD COLUMN locale text CHECK (locale IN ('en-AU', 'en-GB', 'en-US', 'de'));
