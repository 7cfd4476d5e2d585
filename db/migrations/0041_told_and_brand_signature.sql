-- What customers are told before a chat goes on by mail; a signature that is a brand's own.

-- Whether any address of the workspace can send. Runs as owner: customers see no addresses, and learn nothing else.
CREATE FUNCTION heed_can_mail() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM mailbox WHERE workspace_id = heed_workspace() AND retired_at IS NULL AND relay_host <> '')
$$;
REVOKE ALL ON FUNCTION heed_can_mail() FROM public;
GRANT EXECUTE ON FUNCTION heed_can_mail() TO heed_app;

-- What becomes of answers to a chat once its customer has left. mailed: they go to the address that is theirs. asked:
-- whoever has the address that was typed is asked first. Null: they stay in the chat. Runs as owner: a customer may know
-- this of their own chat, and no address.
CREATE FUNCTION heed_goes_on_by_mail(of_conversation uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN o.state = 'asked' THEN 'asked' WHEN coalesce(o.address_key, k.own) IS NOT NULL THEN 'mailed'
    WHEN k.typed IS NOT NULL THEN 'asked' END
  FROM conversation c
  LEFT JOIN mail_onward o ON o.workspace_id = c.workspace_id AND o.conversation_id = c.id
  CROSS JOIN LATERAL (SELECT
    (SELECT a.value_key FROM customer_address a
     WHERE a.workspace_id = c.workspace_id AND a.customer_id = c.customer_id AND a.kind = 'email'
     ORDER BY a.is_primary DESC, a.created_at, a.id LIMIT 1) AS own,
    (SELECT lower(btrim(a.value ->> 'value')) FROM conversation f
     JOIN chat_opening p ON p.workspace_id = f.workspace_id AND p.conversation_id = f.id, jsonb_array_elements(p.answers) a
     WHERE f.workspace_id = c.workspace_id AND (f.id = c.id OR f.merged_into_id = c.id) AND a.value ->> 'ask' = 'email'
     LIMIT 1) AS typed) k
  WHERE c.workspace_id = heed_workspace() AND c.id = of_conversation AND c.status <> 'resolved' AND c.channel = 'chat'
    AND (heed_customer() IS NULL OR c.customer_id = heed_customer())
    AND o.state IS DISTINCT FROM 'off' AND heed_can_mail()
    AND NOT EXISTS (SELECT FROM visit v JOIN widget_service s ON s.workspace_id = v.workspace_id AND s.widget_id = v.widget_id
      WHERE v.workspace_id = c.workspace_id AND v.customer_id = c.customer_id AND v.conversation_id = c.id
        AND NOT s.goes_on_by_mail)
    AND NOT EXISTS (SELECT FROM mail_preference p WHERE p.workspace_id = c.workspace_id AND p.topic = 'chat'
      AND p.address_key = coalesce(o.address_key, k.own, k.typed) AND NOT p.is_wanted)
$$;
REVOKE ALL ON FUNCTION heed_goes_on_by_mail(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_goes_on_by_mail(uuid) TO heed_app;

-- Below mails of the brand's address, where that has none of its own.
ALTER TABLE brand ADD signature text NOT NULL DEFAULT '' CHECK (length(signature) <= 2000);

-- A file that a messenger does not give yet is asked for again later; what others wrote is read meanwhile.
ALTER TABLE social_update ADD next_at timestamptz NOT NULL DEFAULT '-infinity';
