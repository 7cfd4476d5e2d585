-- What holds for one brand only: a conversation is of the brand through whose entry it came, and a target may be of a brand.

-- Through which entry what comes in is of which brand: an address for mail, a chat widget, a form, a telephone line, an
-- account of a messenger. Entries are of any channel, so they have no foreign key; each is of one brand at most.
CREATE TABLE brand_entry (
  workspace_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, entry_id),
  FOREIGN KEY (workspace_id, brand_id) REFERENCES brand (workspace_id, id)
);
CREATE INDEX brand_entry_brand ON brand_entry (workspace_id, brand_id);
-- A customer's own message begins their conversation.
CALL heed_protect('brand_entry', 'true');
-- An address from which one brand alone sends is that brand's entry as well.
INSERT INTO brand_entry (workspace_id, entry_id, brand_id)
SELECT workspace_id, mailbox_id, min(id::text)::uuid FROM brand WHERE mailbox_id IS NOT NULL
GROUP BY workspace_id, mailbox_id HAVING count(*) = 1;

-- Without a foreign key: brands cannot be deleted, and many conversations that begin at once would all lock the same row.
ALTER TABLE conversation ADD brand_id uuid;

ALTER TABLE target ADD brand_id uuid, ADD FOREIGN KEY (workspace_id, brand_id) REFERENCES brand (workspace_id, id);
-- One target at a time for the same measure, channel, team and brand.
DROP INDEX target_scope;
CREATE UNIQUE INDEX target_scope ON target (workspace_id, measure, coalesce(channel, ''),
  coalesce(team_id, '00000000-0000-0000-0000-000000000000'), coalesce(brand_id, '00000000-0000-0000-0000-000000000000'))
  WHERE effective_until IS NULL;

ALTER TABLE what_if ADD brand_id uuid;

-- As before, and of a brand: brand before team before channel (docs/decisions/0041). The same index serves it, and it is
-- still one statement.
DROP FUNCTION heed_target(text, text, uuid, timestamptz);
CREATE FUNCTION heed_target(of_measure text, of_channel text, of_team uuid, of_brand uuid, moment timestamptz)
RETURNS TABLE (target_id uuid, minutes int, warn_percent int, clause_ref text, calendar_version_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY SELECT t.id, t.minutes, t.warn_percent, t.clause_ref,
      (SELECT v.id FROM calendar_version v WHERE v.workspace_id = t.workspace_id AND v.calendar_id = t.calendar_id
       ORDER BY v.number DESC LIMIT 1)
    FROM target t
    WHERE t.workspace_id = heed_workspace() AND t.measure = of_measure
      AND (t.channel IS NULL OR t.channel = of_channel) AND (t.team_id IS NULL OR t.team_id = of_team)
      AND (t.brand_id IS NULL OR t.brand_id = of_brand)
      AND t.effective_from <= moment AND (t.effective_until IS NULL OR t.effective_until > moment)
    ORDER BY (t.brand_id IS NOT NULL)::int * 4 + (t.team_id IS NOT NULL)::int * 2 + (t.channel IS NOT NULL)::int DESC,
      t.effective_from DESC LIMIT 1;
END $$;
REVOKE ALL ON FUNCTION heed_target(text, text, uuid, uuid, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_target(text, text, uuid, uuid, timestamptz) TO heed_app;

-- As before (0006_promises.sql says why it is as it is), and told of which brand the subject is.
DROP FUNCTION heed_report(uuid, text[], text[], boolean[], boolean[], boolean[], timestamptz, uuid, uuid, uuid, text, text,
  text);
CREATE FUNCTION heed_report(subject uuid, measures text[], effects text[], starts boolean[], reopens boolean[],
  follows boolean[], at_given timestamptz, doer uuid, owner uuid, team uuid, of_channel text, of_brand uuid,
  why_paused text, why_waived text)
RETURNS TABLE (asked text, moment timestamptz, was text, act text, breaks boolean, p promise, to_minutes int,
  to_warn_percent int, to_target_id uuid, to_clause_ref text, to_calendar_version_id uuid)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ws uuid := heed_workspace();
  found_open promise;
  stays_open text[] := '{}';
  i int;
BEGIN
  moment := coalesce(at_given, heed_now());
  FOR found_open IN SELECT * FROM promise q WHERE q.workspace_id = ws AND q.subject_id = subject AND q.ended_at IS NULL LOOP
    p := found_open;
    i := array_position(measures, p.measure);
    CONTINUE WHEN i IS NULL;
    asked := p.measure;
    -- Another look when a deadline fired or somebody waived it in between.
    FOR look IN 1 .. 2 LOOP
      was := p.state;
      act := CASE
        WHEN p.ended_at IS NOT NULL THEN NULL
        WHEN effects[i] IN ('keep', 'waive') THEN effects[i]
        WHEN effects[i] = 'touch' THEN CASE was WHEN 'broken' THEN 'keep' ELSE 'touch' END
        WHEN effects[i] = 'pause' AND was = 'running' THEN 'pause'
        WHEN effects[i] = 'resume' AND was = 'paused' THEN 'resume'
        WHEN effects[i] = 'hand_over' AND p.team_id IS DISTINCT FROM team THEN 'waive'
        WHEN follows[i] AND (p.owner_id IS DISTINCT FROM owner OR p.team_id IS DISTINCT FROM team) THEN 'follow' END;
      breaks := act IN ('keep', 'waive', 'pause') AND was = 'running' AND p.due_at < moment;
      EXIT WHEN act IS NULL;
      IF act = 'resume' THEN
        SELECT * INTO p FROM promise q WHERE q.workspace_id = ws AND q.id = found_open.id FOR UPDATE;
        EXIT WHEN p.state = was;
      ELSE
        UPDATE promise q SET
          state = CASE
            WHEN act = 'keep' THEN CASE WHEN breaks OR q.broken_at IS NOT NULL THEN 'kept_late' ELSE 'kept' END
            WHEN act = 'waive' THEN 'waived'
            WHEN breaks THEN 'broken'
            WHEN act = 'pause' THEN 'paused'
            ELSE q.state END,
          broken_at = CASE WHEN breaks THEN q.due_at ELSE q.broken_at END,
          raised_to = CASE WHEN breaks THEN 'lead' ELSE q.raised_to END,
          ended_at = CASE WHEN act IN ('keep', 'waive') THEN moment END,
          pauses = CASE WHEN act IN ('keep', 'waive') AND q.paused_at IS NOT NULL
            THEN q.pauses || ARRAY[q.paused_at, moment] ELSE q.pauses END,
          paused_at = CASE WHEN act = 'pause' AND NOT breaks THEN moment
            WHEN act IN ('keep', 'waive') THEN NULL ELSE q.paused_at END,
          paused_for = CASE WHEN act = 'pause' AND NOT breaks THEN why_paused
            WHEN act IN ('keep', 'waive') THEN NULL ELSE q.paused_for END,
          touched_at = CASE WHEN act = 'touch' THEN moment ELSE q.touched_at END,
          owner_id = CASE WHEN follows[i] THEN owner ELSE q.owner_id END,
          team_id = CASE WHEN follows[i] AND effects[i] <> 'hand_over' THEN team ELSE q.team_id END,
          entries = q.entries + CASE WHEN act IN ('touch', 'follow') THEN 0
            WHEN breaks AND act <> 'pause' THEN 2 ELSE 1 END
        WHERE q.workspace_id = ws AND q.id = found_open.id AND q.state = was AND q.due_at = found_open.due_at
        RETURNING q.* INTO p;
        EXIT WHEN FOUND;
        SELECT * INTO found_open FROM promise q WHERE q.workspace_id = ws AND q.id = found_open.id FOR UPDATE;
        p := found_open;
      END IF;
    END LOOP;
    IF breaks THEN
      INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, actor_id, due_at)
      VALUES (ws, p.id, p.entries - CASE act WHEN 'pause' THEN 0 ELSE 1 END, p.due_at, 'broken', doer, p.due_at);
    END IF;
    IF act IN ('keep', 'waive') OR act = 'pause' AND NOT breaks THEN
      INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, reason, actor_id, due_at)
      VALUES (ws, p.id, p.entries, moment, CASE act WHEN 'keep' THEN 'kept' WHEN 'waive' THEN 'waived' ELSE 'paused' END,
        CASE WHEN act = 'pause' THEN why_paused WHEN act = 'waive' AND effects[i] = 'hand_over'
          THEN 'another team has it now' WHEN act = 'waive' THEN why_waived END, doer, p.due_at);
    END IF;
    IF was = 'running' AND p.state <> 'running' THEN
      DELETE FROM deadline d WHERE d.workspace_id = ws AND d.id = (SELECT e.id FROM deadline e
        WHERE e.workspace_id = ws AND e.kind = 'promise' AND e.ref = p.id FOR UPDATE SKIP LOCKED);
    END IF;
    IF p.ended_at IS NULL THEN stays_open := stays_open || asked; END IF;
    IF act IS NULL THEN p := NULL; END IF;
    RETURN NEXT;
  END LOOP;
  breaks := false;
  FOR i IN 1 .. cardinality(measures) LOOP
    CONTINUE WHEN NOT (starts[i] OR reopens[i]) OR measures[i] = ANY (stays_open);
    asked := measures[i];
    p := NULL;
    act := NULL;
    was := NULL;
    IF reopens[i] THEN
      SELECT * INTO p FROM promise q WHERE q.workspace_id = ws AND q.subject_id = subject AND q.measure = asked
        AND q.ended_at IS NOT NULL ORDER BY q.ended_at DESC LIMIT 1 FOR UPDATE;
      was := p.state;
      IF was IN ('kept', 'kept_late') AND p.ended_at > moment - interval '7 days' THEN act := 'reopen'; END IF;
      IF act IS NULL THEN p := NULL; END IF;
    END IF;
    to_minutes := NULL;
    IF act IS NULL THEN
      SELECT t.minutes, t.warn_percent, t.target_id, t.clause_ref, t.calendar_version_id
        INTO to_minutes, to_warn_percent, to_target_id, to_clause_ref, to_calendar_version_id
        FROM heed_target(asked, of_channel, team, of_brand, moment) t;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- The id of one line of a clause. Of every brand it is as it was before there were brands.
DROP FUNCTION heed_goal(uuid, text, text, uuid);
CREATE FUNCTION heed_goal(of_clause uuid, of_measure text, of_channel text, of_team uuid, of_brand uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT overlay(overlay(md5(concat_ws('|', of_clause, of_measure, coalesce(of_channel, ''), coalesce(of_team::text, ''),
    of_brand)) PLACING '3' FROM 13) PLACING 'a' FROM 17)::uuid
$$;

-- Processes of the version before ask without a brand while they are restarted one after the other. To be dropped with the
-- next change of these.
CREATE FUNCTION heed_target(of_measure text, of_channel text, of_team uuid, moment timestamptz)
RETURNS TABLE (target_id uuid, minutes int, warn_percent int, clause_ref text, calendar_version_id uuid)
LANGUAGE sql STABLE AS $$ SELECT * FROM heed_target(of_measure, of_channel, of_team, NULL::uuid, moment) $$;
REVOKE ALL ON FUNCTION heed_target(text, text, uuid, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_target(text, text, uuid, timestamptz) TO heed_app;
CREATE FUNCTION heed_report(subject uuid, measures text[], effects text[], starts boolean[], reopens boolean[],
  follows boolean[], at_given timestamptz, doer uuid, owner uuid, team uuid, of_channel text, why_paused text, why_waived text)
RETURNS TABLE (asked text, moment timestamptz, was text, act text, breaks boolean, p promise, to_minutes int,
  to_warn_percent int, to_target_id uuid, to_clause_ref text, to_calendar_version_id uuid)
LANGUAGE sql AS $$
  SELECT * FROM heed_report(subject, measures, effects, starts, reopens, follows, at_given, doer, owner, team, of_channel,
    NULL::uuid, why_paused, why_waived)
$$;
CREATE FUNCTION heed_goal(of_clause uuid, of_measure text, of_channel text, of_team uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT heed_goal(of_clause, of_measure, of_channel, of_team, NULL::uuid) $$;

-- A file that goes with an item of the library: uploaded like one of a message, and kept for as long as an item has it.
ALTER TABLE library_item ADD file_id uuid, ADD FOREIGN KEY (workspace_id, file_id) REFERENCES file (workspace_id, id);
CREATE UNIQUE INDEX library_item_file ON library_item (workspace_id, file_id) WHERE file_id IS NOT NULL;
