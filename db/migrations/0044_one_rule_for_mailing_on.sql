-- Whether a chat goes on by mail is decided in one place: what its customer is told and what is done are two columns of it.

-- When whoever has the address confirmed that the chat is theirs; null while it was only typed, or stands on the record.
ALTER TABLE mail_onward ADD confirmed_at timestamptz;
UPDATE mail_onward SET confirmed_at = since WHERE state IN ('on', 'off') AND ask_id IS NOT NULL;

-- How often reading it failed. Being begun, or put off for another mail, is no failure.
ALTER TABLE mail ADD failures int NOT NULL DEFAULT 0;

-- A chat as those see it who would go on with it elsewhere, with what was merged into it: its visits, what the widgets'
-- settings say (one that says no is enough), and the address that was typed there. Nothing where no visitor has it.
CREATE FUNCTION heed_chat_left(of_conversation uuid) RETURNS TABLE (conversation_id uuid, customer_id uuid, visit_ids uuid[],
  here_at timestamptz, goes_on boolean, minutes int, typed text)
LANGUAGE sql STABLE AS $$
  SELECT r.id, r.customer_id, array_agg(v.id), max(v.here_at), bool_and(coalesce(s.goes_on_by_mail, true)),
    max(coalesce(s.goes_on_minutes, 10)),
    (SELECT btrim(a.value ->> 'value') FROM conversation g
     JOIN chat_opening p ON p.workspace_id = g.workspace_id AND p.conversation_id = g.id, jsonb_array_elements(p.answers) a
     WHERE g.workspace_id = r.workspace_id AND (g.id = r.id OR g.merged_into_id = r.id) AND g.customer_id = r.customer_id
       AND a.value ->> 'ask' = 'email' ORDER BY g.id = r.id DESC, p.at DESC LIMIT 1)
  FROM conversation c
  JOIN conversation r ON r.workspace_id = c.workspace_id AND r.id = coalesce(c.merged_into_id, c.id)
  JOIN conversation f ON f.workspace_id = r.workspace_id AND (f.id = r.id OR f.merged_into_id = r.id)
    AND f.customer_id = r.customer_id
  JOIN visit v ON v.workspace_id = f.workspace_id AND v.customer_id = f.customer_id AND v.conversation_id = f.id
  LEFT JOIN widget_service s ON s.workspace_id = v.workspace_id AND s.widget_id = v.widget_id
  WHERE c.workspace_id = heed_workspace() AND c.id = of_conversation AND r.channel = 'chat'
  GROUP BY r.workspace_id, r.id
$$;

-- From which address a mail in a conversation leaves: from where its last mail came or went; else from one that can send,
-- its brand's own before what else is that brand's, and another brand's last; then the team's.
CREATE FUNCTION heed_mailbox_for(of_conversation uuid, must_send boolean) RETURNS TABLE (mailbox_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT b.id FROM conversation c
  JOIN mailbox b ON b.workspace_id = c.workspace_id AND b.retired_at IS NULL
  LEFT JOIN brand d ON d.workspace_id = c.workspace_id AND d.id = c.brand_id
  LEFT JOIN LATERAL (SELECT x.mailbox_id FROM message m
    JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
    WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id ORDER BY m.number DESC LIMIT 1) l ON true
  CROSS JOIN LATERAL (SELECT bool_or(e.brand_id = c.brand_id) AS is_its, count(*) > 0 AS is_some FROM (
    SELECT o.id AS brand_id FROM brand o WHERE o.workspace_id = b.workspace_id AND o.mailbox_id = b.id
    UNION ALL SELECT o.brand_id FROM brand_entry o WHERE o.workspace_id = b.workspace_id AND o.entry_id = b.id) e) of_brand
  WHERE c.workspace_id = heed_workspace() AND c.id = of_conversation AND (b.relay_host <> '' OR NOT must_send)
  ORDER BY b.id = l.mailbox_id DESC NULLS LAST, b.relay_host <> '' DESC, b.id = d.mailbox_id DESC NULLS LAST,
    CASE WHEN c.brand_id IS NULL OR of_brand.is_its THEN 0 WHEN of_brand.is_some THEN 2 ELSE 1 END,
    b.team_id = c.team_id DESC NULLS LAST, b.created_at, b.id LIMIT 1
$$;

-- What becomes of answers to a chat once its customer has left. `act`: mail, they go to the address; ask, whoever has it is
-- asked first whether it is theirs; wait, they were asked, and can still say so; end, they want no such mails; null, they
-- stay in the chat. `told` is what the customer is told of it: mailed, asked or nothing. It differs in one case alone: whether
-- somebody wants no mails is not told to whoever merely types their address.
CREATE FUNCTION heed_onward(of_conversation uuid) RETURNS TABLE (conversation_id uuid, customer_id uuid, visit_ids uuid[],
  here_at timestamptz, minutes int, mailbox_id uuid, act text, told text, address text, name text, is_claim boolean,
  state text, since timestamptz, ask_id uuid, ask_over_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT l.conversation_id, l.customer_id, l.visit_ids, l.here_at, l.minutes, b.mailbox_id,
    CASE WHEN NOT r.can THEN NULL WHEN r.is_ended THEN 'end' WHEN NOT k.is_claim THEN 'mail' WHEN o.is_asked THEN 'wait'
      ELSE 'ask' END,
    CASE WHEN NOT r.can THEN NULL WHEN k.is_claim THEN 'asked' WHEN NOT r.is_ended THEN 'mailed' END,
    k.address, CASE WHEN k.address = own.value THEN own.name ELSE '' END, k.is_claim,
    o.state, o.since, o.ask_id, o.asked_at + interval '3 days'
  FROM heed_chat_left(of_conversation) l
  LEFT JOIN LATERAL heed_mailbox_for(l.conversation_id, true) b ON true
  LEFT JOIN LATERAL (SELECT w.state, w.since, w.address, w.ask_id, w.asked_at,
      CASE WHEN w.confirmed_at IS NOT NULL THEN w.address END AS confirmed,
      w.state = 'asked' AND w.asked_at > heed_now() - interval '3 days' AS is_asked
    FROM conversation f JOIN mail_onward w ON w.workspace_id = f.workspace_id AND w.conversation_id = f.id
    WHERE f.workspace_id = heed_workspace() AND (f.id = l.conversation_id OR f.merged_into_id = l.conversation_id)
      AND f.customer_id = l.customer_id
    ORDER BY w.confirmed_at DESC NULLS LAST, f.id = l.conversation_id AND w.state <> 'watched' DESC,
      w.asked_at DESC NULLS LAST, w.since DESC LIMIT 1) o ON true
  LEFT JOIN LATERAL (SELECT a.value, p.name FROM customer_address a
    JOIN customer p ON p.workspace_id = a.workspace_id AND p.id = a.customer_id
    WHERE a.workspace_id = heed_workspace() AND a.customer_id = l.customer_id AND a.kind = 'email'
    ORDER BY a.is_primary DESC, a.created_at, a.id LIMIT 1) own ON true
  CROSS JOIN LATERAL (SELECT coalesce(o.confirmed, own.value) IS NULL AS is_claim,
    coalesce(o.confirmed, own.value, CASE WHEN o.is_asked THEN o.address ELSE l.typed END) AS address) k
  CROSS JOIN LATERAL (SELECT
    -- A mail to an address of our own would come back here as a new one.
    l.goes_on AND b.mailbox_id IS NOT NULL AND k.address IS NOT NULL AND length(k.address) <= 254
      AND NOT EXISTS (SELECT FROM mailbox x WHERE x.workspace_id = heed_workspace() AND x.retired_at IS NULL
        AND x.address_key = regexp_replace(lower(btrim(k.address)), '\+[^@]*@', '@')) AS can,
    EXISTS (SELECT FROM mail_preference x WHERE x.workspace_id = heed_workspace() AND x.topic = 'chat'
      AND x.address_key = lower(btrim(k.address)) AND NOT x.is_wanted) AS is_ended) r
$$;

-- What the customer of a chat that is not resolved is told. Runs as owner: a customer may know this of their own chat, and no
-- address.
CREATE OR REPLACE FUNCTION heed_goes_on_by_mail(of_conversation uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT g.told FROM conversation c CROSS JOIN LATERAL heed_onward(c.id) g
    WHERE c.workspace_id = heed_workspace() AND c.id = of_conversation AND c.status <> 'resolved'
      AND (heed_customer() IS NULL OR c.customer_id = heed_customer()));
END $$;
