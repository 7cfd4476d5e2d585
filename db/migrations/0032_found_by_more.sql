-- On their own, since a transaction that also changed the tables would hold everybody up while the rows are read.
ALTER TABLE conversation VALIDATE CONSTRAINT conversation_channel_check;
ALTER TABLE message VALIDATE CONSTRAINT message_channel_check;

-- Search finds messages by the names of what they carry, and narrows to tags and to what carries something.

-- A file's time is that of its message, so that the index knows when to look; 0014 says how it does.
UPDATE file f SET at = m.at FROM message m WHERE m.workspace_id = f.workspace_id AND m.id = f.message_id;

-- The words of a file's name, which stand between dots, dashes and lines: `letter_of-may.pdf`.
CREATE FUNCTION heed_file_words(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(name, '._-', '   ');
CREATE INDEX file_words ON file USING gin (heed_words(workspace_id, at, NULL, heed_file_words(name)))
  WITH (fastupdate = on, gin_pending_list_limit = 32768) WHERE message_id IS NOT NULL;

DROP FUNCTION heed_find_messages(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int);
DROP FUNCTION heed_find_conversations(text[], boolean, timestamptz, uuid, timestamptz, text, text, uuid, boolean, int);

-- As before, and narrowed by tags and by whether a message carries something.
CREATE FUNCTION heed_find_messages(words text[], is_prefix boolean, before_at timestamptz, before_id uuid,
  since timestamptz, authors uuid[], of_channel text, of_status text, of_assignee uuid, is_unassigned boolean, most int,
  of_tags uuid[] DEFAULT NULL, has_file boolean DEFAULT false)
RETURNS TABLE (message_id uuid, written_at timestamptz) LANGUAGE plpgsql STABLE ROWS 50
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET work_mem = '32MB' AS $$
DECLARE
  ws uuid := heed_workspace();
  begun timestamptz := clock_timestamp();
  wanted tsquery := heed_wanted(words, is_prefix);
  narrowed boolean := of_status IS NOT NULL OR of_assignee IS NOT NULL OR is_unassigned OR of_tags IS NOT NULL;
  top timestamptz := least(before_at, heed_now());
  top_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  newest timestamptz;
  earliest timestamptz;
  span interval;
  have int := 0;
  more int;
BEGIN
  IF heed_customer() IS NOT NULL OR ws IS NULL THEN RETURN; END IF;
  IF authors IS NOT NULL THEN
    IF cardinality(authors) = 0 THEN RETURN; END IF;
    wanted := (SELECT string_agg('xu' || replace(a::text, '-', ''), '|') FROM unnest(authors) AS a)::tsquery && wanted;
  END IF;
  IF numnode(wanted) = 0 THEN RETURN; END IF;
  SELECT least(top, max(c.last_message_at)) INTO newest FROM conversation c WHERE c.workspace_id = ws;
  FOREACH span IN ARRAY ARRAY[interval '1 hour', '1 day', '12 days', '120 days', '1000 years'] LOOP
    earliest := greatest(since, CASE WHEN span < interval '999 years' THEN newest - span ELSE '-infinity' END);
    CONTINUE WHEN earliest >= top;
    RETURN QUERY SELECT m.id, m.at FROM message m
      WHERE heed_words(m.workspace_id, m.at, m.author_id, m.text) @@ (heed_between(earliest, top) && wanted)
        AND m.workspace_id IS NOT DISTINCT FROM ws AND m.at > earliest AND (m.at, m.id) < (top, top_id)
        AND (authors IS NULL OR m.author_id = ANY (authors)) AND (of_channel IS NULL OR m.channel = of_channel)
        AND (NOT narrowed OR EXISTS (SELECT FROM conversation c
          WHERE c.workspace_id = ws AND c.id = m.conversation_id AND (of_status IS NULL OR c.status = of_status)
            AND (of_assignee IS NULL OR c.assignee_id = of_assignee)
            AND (NOT is_unassigned OR c.assignee_id IS NULL) AND (of_tags IS NULL OR c.tag_ids && of_tags)))
        AND (NOT has_file OR EXISTS (SELECT FROM file f WHERE f.workspace_id = ws AND f.message_id = m.id))
      ORDER BY m.at DESC, m.id DESC LIMIT most - have;
    GET DIAGNOSTICS more = ROW_COUNT;
    have := have + more;
    EXIT WHEN have >= most OR earliest <= since OR NOT isfinite(earliest);
    top := earliest;
    top_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    IF clock_timestamp() > begun + interval '500 milliseconds' THEN
      RETURN QUERY SELECT NULL::uuid, top;
      EXIT;
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION heed_find_conversations(words text[], is_prefix boolean, before_at timestamptz, before_id uuid,
  since timestamptz, of_channel text, of_status text, of_assignee uuid, is_unassigned boolean, most int,
  of_tags uuid[] DEFAULT NULL)
RETURNS TABLE (conversation_id uuid) LANGUAGE plpgsql STABLE ROWS 50
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET work_mem = '32MB' AS $$
DECLARE
  ws uuid := heed_workspace();
  begun timestamptz := clock_timestamp();
  wanted tsquery := heed_wanted(words, is_prefix);
  top timestamptz := least(before_at, heed_now());
  top_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  newest timestamptz;
  earliest timestamptz;
  span interval;
  have int := 0;
  more int;
BEGIN
  IF heed_customer() IS NOT NULL OR ws IS NULL OR numnode(wanted) = 0 THEN RETURN; END IF;
  SELECT least(top, max(c.last_message_at)) INTO newest FROM conversation c WHERE c.workspace_id = ws;
  FOREACH span IN ARRAY ARRAY[interval '1 day', '12 days', '120 days', '1000 years'] LOOP
    earliest := greatest(since, CASE WHEN span < interval '999 years' THEN newest - span ELSE '-infinity' END);
    CONTINUE WHEN earliest >= top;
    RETURN QUERY SELECT c.id FROM conversation c
      WHERE heed_words(c.workspace_id, c.last_message_at, NULL, c.subject) @@ (heed_between(earliest, top) && wanted)
        AND c.channel <> 'chat' AND c.workspace_id IS NOT DISTINCT FROM ws AND c.last_message_at > earliest
        AND (c.last_message_at, c.id) < (top, top_id)
        AND (of_channel IS NULL OR c.channel = of_channel) AND (of_status IS NULL OR c.status = of_status)
        AND (of_assignee IS NULL OR c.assignee_id = of_assignee) AND (NOT is_unassigned OR c.assignee_id IS NULL)
        AND (of_tags IS NULL OR c.tag_ids && of_tags)
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT most - have;
    GET DIAGNOSTICS more = ROW_COUNT;
    have := have + more;
    EXIT WHEN have >= most OR earliest <= since OR NOT isfinite(earliest)
      OR clock_timestamp() > begun + interval '500 milliseconds';
    top := earliest;
    top_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  END LOOP;
END $$;

-- Messages that carry a file whose name has all of the words; without words, whatever carries something.
CREATE FUNCTION heed_find_files(words text[], is_prefix boolean, before_at timestamptz, before_id uuid,
  since timestamptz, authors uuid[], of_channel text, of_status text, of_assignee uuid, is_unassigned boolean, most int,
  of_tags uuid[] DEFAULT NULL)
RETURNS TABLE (message_id uuid, written_at timestamptz) LANGUAGE plpgsql STABLE ROWS 50
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET work_mem = '32MB' AS $$
DECLARE
  ws uuid := heed_workspace();
  begun timestamptz := clock_timestamp();
  wanted tsquery := heed_wanted(
    ARRAY(SELECT heed_file_words(w) FROM unnest(words) WITH ORDINALITY AS o(w, n) ORDER BY n), is_prefix);
  narrowed boolean := of_status IS NOT NULL OR of_assignee IS NOT NULL OR is_unassigned OR of_tags IS NOT NULL;
  top timestamptz := least(before_at, heed_now());
  top_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  newest timestamptz;
  earliest timestamptz;
  span interval;
  have int := 0;
  more int;
BEGIN
  IF heed_customer() IS NOT NULL OR ws IS NULL OR numnode(wanted) = 0 AND cardinality(words) > 0 THEN RETURN; END IF;
  SELECT least(top, max(c.last_message_at)) INTO newest FROM conversation c WHERE c.workspace_id = ws;
  FOREACH span IN ARRAY ARRAY[interval '1 hour', '1 day', '12 days', '120 days', '1000 years'] LOOP
    earliest := greatest(since, CASE WHEN span < interval '999 years' THEN newest - span ELSE '-infinity' END);
    CONTINUE WHEN earliest >= top;
    RETURN QUERY SELECT DISTINCT m.id, m.at FROM file f
      JOIN message m ON m.workspace_id = f.workspace_id AND m.id = f.message_id
      WHERE f.message_id IS NOT NULL AND heed_words(f.workspace_id, f.at, NULL, heed_file_words(f.name))
          @@ (heed_between(earliest - interval '1 hour', top + interval '1 hour') && wanted)
        AND f.workspace_id IS NOT DISTINCT FROM ws AND m.at > earliest AND (m.at, m.id) < (top, top_id)
        AND (authors IS NULL OR m.author_id = ANY (authors)) AND (of_channel IS NULL OR m.channel = of_channel)
        AND (NOT narrowed OR EXISTS (SELECT FROM conversation c
          WHERE c.workspace_id = ws AND c.id = m.conversation_id AND (of_status IS NULL OR c.status = of_status)
            AND (of_assignee IS NULL OR c.assignee_id = of_assignee)
            AND (NOT is_unassigned OR c.assignee_id IS NULL) AND (of_tags IS NULL OR c.tag_ids && of_tags)))
      ORDER BY m.at DESC, m.id DESC LIMIT most - have;
    GET DIAGNOSTICS more = ROW_COUNT;
    have := have + more;
    EXIT WHEN have >= most OR earliest <= since OR NOT isfinite(earliest);
    top := earliest;
    top_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    IF clock_timestamp() > begun + interval '500 milliseconds' THEN
      RETURN QUERY SELECT NULL::uuid, top;
      EXIT;
    END IF;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION heed_tidy_search() RETURNS bigint LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT gin_clean_pending_list('message_words') + gin_clean_pending_list('conversation_words')
  + gin_clean_pending_list('file_words') $$;

REVOKE ALL ON FUNCTION
  heed_find_messages(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int, uuid[], boolean),
  heed_find_conversations(text[], boolean, timestamptz, uuid, timestamptz, text, text, uuid, boolean, int, uuid[]),
  heed_find_files(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int, uuid[]) FROM public;
GRANT EXECUTE ON FUNCTION
  heed_find_messages(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int, uuid[], boolean),
  heed_find_conversations(text[], boolean, timestamptz, uuid, timestamptz, text, text, uuid, boolean, int, uuid[]),
  heed_find_files(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int, uuid[]) TO heed_app;
