-- Search over messages, subjects, and names of customers. Words are kept as they were written, in lower case and without
-- marks: no language is stemmed, so none is stemmed wrongly.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE TEXT SEARCH CONFIGURATION heed (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION heed
  ALTER MAPPING FOR word, hword, hword_part, numword, numhword, hword_numpart WITH public.unaccent, pg_catalog.simple;

-- Scripts that put no space between words are searched sign by sign: every sign becomes a word, and a search for several
-- becomes one for their sequence. A text of plain ASCII has none of them and is not looked through.
CREATE FUNCTION heed_spaced(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(words) = length(words) THEN words ELSE regexp_replace(words,
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff])', ' \1 ', 'g') END;

-- Which hour, day or month (30 days) of which workspace: the words by which the index knows when a row was written. The
-- last digits of the workspace stand in them, so that a busy workspace does not slow a quiet one. They narrow only: each
-- row that they find is looked at again.
CREATE FUNCTION heed_slot(unit text, seconds int, workspace_id uuid, at timestamptz) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN unit || floor(extract(epoch FROM at - timestamptz '2000-01-01 00:00:00+00') / seconds)::bigint::text
    || 'w' || right(workspace_id::text, 8);

-- What is searched of a message (or subject): its words, then when, where and by whom it was written.
CREATE FUNCTION heed_words(workspace_id uuid, at timestamptz, author_id uuid, words text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('public.heed'::regconfig, heed_spaced(words)
    || ' ' || heed_slot('xh', 3600, workspace_id, at) || ' ' || heed_slot('xd', 86400, workspace_id, at)
    || ' ' || heed_slot('xm', 2592000, workspace_id, at) || ' xw' || right(workspace_id::text, 8)
    || coalesce(' xu' || replace(author_id::text, '-', ''), ''));

-- What is searched of a name.
CREATE FUNCTION heed_name_words(workspace_id uuid, name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('public.heed'::regconfig, heed_spaced(name) || ' xw' || right(workspace_id::text, 8));

-- A name in lower case without marks, to be compared with one that was misspelt.
CREATE FUNCTION heed_plain(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, name));

-- New entries wait in a list that a write only appends to, and heed_tidy_search sorts them in once a minute; the list is
-- allowed so much that no write has to do it.
CREATE INDEX message_words ON message USING gin (heed_words(workspace_id, at, author_id, text))
  WITH (fastupdate = on, gin_pending_list_limit = 32768);
-- The subject of a chat is the beginning of its first message, which is found already.
CREATE INDEX conversation_words ON conversation USING gin (heed_words(workspace_id, last_message_at, NULL, subject))
  WITH (fastupdate = on, gin_pending_list_limit = 32768) WHERE channel <> 'chat';
CREATE INDEX customer_words ON customer USING gin (heed_name_words(workspace_id, name)) WHERE NOT is_visitor;
CREATE INDEX customer_name_signs ON customer USING gin (heed_plain(name) gin_trgm_ops) WHERE NOT is_visitor;

-- All words must be found. One that begins with a quotation mark is a sequence of words; the last one may be the beginning
-- of a word.
CREATE FUNCTION heed_wanted(words text[], is_prefix boolean) RETURNS tsquery LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  wanted tsquery := ''::tsquery;
  part tsquery;
  word text;
BEGIN
  FOR n IN 1..cardinality(words) LOOP
    word := heed_spaced(words[n]);
    IF left(words[n], 1) = '"' OR word <> words[n] THEN
      part := phraseto_tsquery('public.heed', word);
    ELSIF is_prefix AND n = cardinality(words) THEN
      part := to_tsquery('public.heed', '''' || translate(word, '''\', '  ') || ''':*');
    ELSE
      part := plainto_tsquery('public.heed', word);
    END IF;
    IF numnode(part) > 0 THEN wanted := CASE WHEN numnode(wanted) = 0 THEN part ELSE wanted && part END; END IF;
  END LOOP;
  RETURN wanted;
END $$;

-- What narrows a search to the time between two instants, in a dozen slots at most; without an end on the far side, to the
-- workspace.
CREATE FUNCTION heed_between(earliest timestamptz, latest timestamptz) RETURNS tsquery LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  unit text := 'xm';
  step int := 2592000;
  span double precision := 'infinity';
BEGIN
  IF isfinite(earliest) THEN span := extract(epoch FROM latest - earliest); END IF;
  IF span > 12 * step THEN RETURN ('xw' || right(heed_workspace()::text, 8))::tsquery; END IF;
  IF span <= 7200 THEN unit := 'xh'; step := 3600;
  ELSIF span <= 1123200 THEN unit := 'xd'; step := 86400; END IF;
  RETURN (SELECT string_agg(heed_slot(unit, step, heed_workspace(), earliest + make_interval(secs => n * step)), '|')
    FROM generate_series(0, ceil(span / step)::int) AS n)::tsquery;
END $$;

-- The three ways to look something up. `@@` and `%` are not leakproof, so under row-level security they could use no index:
-- these run as owner, hold to the workspace of the transaction, give ids (and instants) only, and nothing to customers.
-- The rows themselves are read under the policy. IS NOT DISTINCT FROM keeps the planner off the indexes that begin with
-- the workspace: it would walk one from end to end where it takes the words for common.

-- Messages with all of the words, newest first. Looks at the last hour, day, days, months, then at everything, and stops as
-- soon as it has enough, so that a word that stands in every second message costs no more than a rare one. After half a
-- second it gives up for now: a last row without an id says how far back it has looked.
CREATE FUNCTION heed_find_messages(words text[], is_prefix boolean, before_at timestamptz, before_id uuid,
  since timestamptz, authors uuid[], of_channel text, of_status text, of_assignee uuid, is_unassigned boolean, most int)
RETURNS TABLE (message_id uuid, written_at timestamptz) LANGUAGE plpgsql STABLE ROWS 50
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET work_mem = '32MB' AS $$
DECLARE
  ws uuid := heed_workspace();
  begun timestamptz := clock_timestamp();
  wanted tsquery := heed_wanted(words, is_prefix);
  narrowed boolean := of_status IS NOT NULL OR of_assignee IS NOT NULL OR is_unassigned;
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
            AND (NOT is_unassigned OR c.assignee_id IS NULL)))
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

-- Conversations whose subject has all of the words, the one with the newest message first, in the same way.
CREATE FUNCTION heed_find_conversations(words text[], is_prefix boolean, before_at timestamptz, before_id uuid,
  since timestamptz, of_channel text, of_status text, of_assignee uuid, is_unassigned boolean, most int)
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
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT most - have;
    GET DIAGNOSTICS more = ROW_COUNT;
    have := have + more;
    EXIT WHEN have >= most OR earliest <= since OR NOT isfinite(earliest)
      OR clock_timestamp() > begun + interval '500 milliseconds';
    top := earliest;
    top_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  END LOOP;
END $$;

-- Customers with all of the words in their name, each of which may be the beginning of one; at most `most`, whichever.
CREATE FUNCTION heed_find_names(words text[], most int) RETURNS TABLE (customer_id uuid) LANGUAGE plpgsql STABLE ROWS 50
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  ws uuid := heed_workspace();
  wanted tsquery := ('xw' || right(ws::text, 8))::tsquery;
  part tsquery;
  word text;
BEGIN
  IF heed_customer() IS NOT NULL OR ws IS NULL OR cardinality(words) = 0 THEN RETURN; END IF;
  FOREACH word IN ARRAY words LOOP
    part := heed_wanted(ARRAY[word], true);
    IF numnode(part) = 0 THEN RETURN; END IF;
    wanted := wanted && part;
  END LOOP;
  RETURN QUERY SELECT c.id FROM customer c
    WHERE heed_name_words(c.workspace_id, c.name) @@ wanted AND NOT c.is_visitor
      AND c.workspace_id IS NOT DISTINCT FROM ws LIMIT most;
END $$;

-- Customers whose name is nearly so: each word is like one of the name. For when nobody is called exactly that.
CREATE FUNCTION heed_find_similar_names(words text[], most int) RETURNS TABLE (customer_id uuid, likeness real)
LANGUAGE plpgsql STABLE ROWS 10
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
SET pg_trgm.strict_word_similarity_threshold = 0.28 AS $$
DECLARE
  ws uuid := heed_workspace();
  -- The index answers for one word, and the longest leaves the fewest names; the others are looked at in those.
  longest text := (SELECT w FROM unnest(words) AS w ORDER BY length(w) DESC LIMIT 1);
BEGIN
  IF heed_customer() IS NOT NULL OR ws IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT near.id, near.likeness FROM (
      SELECT c.id, (SELECT avg(strict_word_similarity(w, heed_plain(c.name)))::real FROM unnest(words) AS w) AS likeness
      FROM customer c
      WHERE heed_plain(c.name) %>> longest AND heed_plain(c.name) %>> ALL (words) AND NOT c.is_visitor
        AND c.workspace_id IS NOT DISTINCT FROM ws LIMIT 1000) AS near
    ORDER BY near.likeness DESC, near.id LIMIT most;
END $$;

-- Sorts what was written since the last time into the indexes.
CREATE FUNCTION heed_tidy_search() RETURNS bigint LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT gin_clean_pending_list('message_words') + gin_clean_pending_list('conversation_words') $$;

REVOKE ALL ON FUNCTION
  heed_find_messages(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int),
  heed_find_conversations(text[], boolean, timestamptz, uuid, timestamptz, text, text, uuid, boolean, int),
  heed_find_names(text[], int), heed_find_similar_names(text[], int), heed_tidy_search() FROM public;
GRANT EXECUTE ON FUNCTION
  heed_find_messages(text[], boolean, timestamptz, uuid, timestamptz, uuid[], text, text, uuid, boolean, int),
  heed_find_conversations(text[], boolean, timestamptz, uuid, timestamptz, text, text, uuid, boolean, int),
  heed_find_names(text[], int), heed_find_similar_names(text[], int), heed_tidy_search() TO heed_app;
