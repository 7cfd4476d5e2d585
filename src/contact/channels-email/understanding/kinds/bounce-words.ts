/** Who sends bounces: the local part of an address, or the name before it. */
export const daemonAddress =
  /^(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|maildelivery|mail[-.]?delivery.*|mailer|bounces?|bounce[-+_.=].*|mail-?system|mailsystem|system_?administrator|mmdf|uucp|smtp(?:-?daemon|-?gateway)?|nobody|microsoftexchange[0-9a-f]{10,40}|postoffice|mailadmin|mail-?admin|mailerdaemon)$/i;
export const daemonName =
  /mail(?:er)?[ -]?(?:delivery|daemon|administrator|system|server|router|gateway)|delivery (?:sub-?)?system|post ?master|system ?administrator|microsoft (?:outlook|exchange)|mail delivery|internet mail delivery|message router|mailrouter|returned mail|delivery notification|smtp ?server/i;

/** How the subjects of bounces begin, by language. */
export const bounceSubject = new RegExp(
  `^\\s*(?:\\*+\\s*)?(?:\\[[^\\]]{1,40}\\]\\s*)?(?:${[
    'undeliver(?:able|ed)\\b|undelivered mail|un?deliverable|nondeliverable|non[- ]?deliver(?:y|able|ed)|mail undeliverable|message undeliverable|could not be delivered',
    'delivery status notification(?!.{0,4}\\(success)|postmaster notif(?:y|ication)|delivery (?:status )?(?:notification|report|failure|failed|problem|error|has failed|unsuccessful)|mail delivery (?:failed|failure|error|problem|problems|status report)|e-?mail delivery (?:failed|failure)|message delivery (?:failed|failure|error|status)|notice: mail delivery status|notification d.(?:é|e)tat',
    'returned (?:mail|to sender|e-?mail|message)|returning (?:mail|message) to sender|mail (?:could not be delivered|returned|system error)|mail error|failure (?:notice|notification|delivery)|failed (?:mail|delivery|to deliver)|error (?:sending|delivering) (?:mail|message)|permanent (?:delivery )?failure|transient (?:delivery )?failure|message status ?- ?undeliverable|message could not be delivered|unable to deliver|your (?:mail|message|e-?mail) (?:could not|was not|has not been|cannot) be delivered|your message to .{1,80} (?:could not|was not)|rejected (?:mail|message)|bounced? (?:mail|message|e-?mail)|mail not delivered|problem delivering|receiver not found|user unknown|no such user|mailbox (?:full|unavailable|not found)|recipient (?:unknown|rejected)',
    'delayed mail|(?:mail |message |e-?mail )?delivery (?:delayed|delay|is delayed)|delivery delayed|warning: (?:could not send|message|mail|e-?mail)|message .{1,40} delayed|mail (?:delayed|delivery delayed)|still being retried|could not send message',
    'unzustellbar|nicht zustellbar|zustellung (?:fehlgeschlagen|verzögert)|fehler bei der (?:nachrichten)?zustellung|nachricht (?:nicht|konnte nicht) zugestellt|mail konnte nicht|unzustellbare|rückläufer|übermittlungsfehler',
    'non remis|non distribuable|échec de (?:la )?remise|echec de (?:la )?remise|message non (?:délivré|distribué|remis)|courrier non|retour du courrier|avis de non[- ]remise|non[- ]livr|remise (?:retardée|différée)',
    'no se puede entregar|no se pudo entregar|correo (?:no entregado|devuelto)|mensaje (?:no entregado|devuelto|rechazado)|error en la entrega|entrega fallida|notificación de (?:estado|error) de entrega|não (?:é possível|foi possível) entregar|mensagem não entregue|não entregue|falha na entrega|devolvid|notificação de status de entrega|impossibile (?:recapitare|consegnare)|mancat[ao] (?:recapito|consegna)|messaggio non (?:recapitato|consegnato)|nu s-a putut livra',
    'onbestelbaar|niet bezorgd|bericht niet|kan niet worden bezorgd|olevererbar|kan inte leverera|gick inte att leverera|kunde inte levereras|ej levererad|uleveret|kan ikke leveres|ikke leveret|kan ikke levere|ikke levert|toimittamaton|ei voi toimittaa|toimitus epäonnistui',
    'niedostarczon|nie można dostarczyć|zwrot (?:poczty|wiadomości)|nedoručiteln|nelze doručit|nedoručen|nedoručiteľ|kézbesíthetetlen|kézbesítési hiba|nem kézbesíthető|teslim edilemedi|iletilemedi|ανεπίδοτο|δεν ήταν δυνατή η παράδοση|neisporučivo',
    'не удается доставить|недоставленн|не доставлено|недоставка|ошибка доставки|сообщение не доставлено|возврат письма|недоставлене|не вдалося доставити',
    '配信(?:不能|エラー|できません|不可)|配達不能|未配信|送信エラー|エラーメール|无法投递|無法投遞|無法傳遞|未送达|未传递|系统退信|退信|退回|投递失败|传递失败|郵件無法|배달 ?(?:불가|실패|되지)|전송 ?실패|반송|수신 ?거부|לא ניתן למסירה|تعذر التسليم|ไม่สามารถส่ง',
  ].join('|')})`,
  'iu',
);

/** What bounces say at their beginning, each by itself enough when a mail system sends it. */
export const notice = new RegExp(
  [
    'this is the (?:qmail-send program|mail system at host|postfix program)|i(?:.m| am) (?:afraid|sorry) (?:i wasn.t able|to have to inform you)|i wasn.t able to deliver',
    '(?:mail|message|e-?mail)s? (?:that )?(?:you sent )?(?:\\S+ ){0,6}(?:could not|cannot|can not|can.t|couldn.t|was not|has not been|has not yet been|wasn.t|not) (?:be )?(?:delivered|sent|able)|(?:could not|unable to|failed to|cannot|can.t|couldn.t|did not) (?:be )?deliver|delivery (?:\\S+ ){0,7}(?:has )?(?:failed|been delayed|is delayed|not possible)|undeliverable|undelivered|not delivered|has failed delivery|did not reach|returned to (?:sender|you)|being returned to you|permanent(?:ly)? (?:fatal )?(?:error|failure|failed)|transient non-fatal errors|fatal (?:delivery )?errors?|following address(?:es|\\(es\\))? (?:failed|had)|delivery status notification|mail delivery (?:failed|failure|status)|failed (?:permanently|recipient)|recipient(?:s|\\(s\\))? (?:\\S+ ){0,3}(?:failed|could not|unknown|not found)|non-?delivery',
    '(?:unknown|invalid) (?:user|recipient|address|mailbox)|(?:user|mailbox|recipient|receiver|account) (?:\\S+ ){0,3}(?:unknown|not found|does not exist|doesn.t exist|unavailable|not listed|exceeds|is full)|mailbox full|no such user|exceeded their mailbox',
    'konnte nicht zugestellt|nicht zugestellt werden|fehler bei der nachrichtenzustellung|unzustellbar|la remise (?:à|a) .{0,60}échoué|n.a pas pu être (?:remis|distribué|délivré)|no (?:se )?(?:pudo|ha podido|puede) (?:ser )?entrega|não (?:pôde|foi possível|pode) (?:ser )?entreg|non (?:è stato possibile|può essere|è stato) (?:recapita|consegna)|kon niet worden (?:bezorgd|afgeleverd)|kunde inte levereras|kunne ikke (?:leveres|afleveres)|nie (?:mogła|mógł|można) .{0,30}dostarcz|nelze doručit|не (?:может быть|было|удалось|могло быть) .{0,30}достав|nem (?:lehetett|sikerült) .{0,30}kézbesít',
    '配信できません|届きません|お届けでき|宛先不明|被退回|无法(?:投递|送达|到达)|無法(?:傳遞|投遞|送達)|退信原因|배달되지|전송되지|반송',
  ].join('|'),
  'iu',
);

/** What is only a warning: the mail system goes on trying. */
export const warning =
  /warning message only|this is a warning|do not need to resend|(?:has )?not yet been delivered|has been delayed|delivery (?:is |was |will be )?delayed|is delayed|still being retried|will be retried|will continue|continue to (?:be )?(?:try|tried|attempt)|keep trying|still undelivered|transient non-fatal|could not send (?:message )?for (?:the )?past|no action is required|delay reason|verzögert|retardée|wird weiterhin versucht/i;
export const final =
  /permanent(?:ly)?|given up|giving up|(?<!non-)fatal errors|not going to try again|will be deleted from queue|has been removed|unrecoverable|could not be delivered for \d|no further attempts/i;

/** Where the mail that came back begins within the text. */
export const returned =
  /^[ \t>]*(?:[-=*_ ]{2,}.{0,60}(?:original (?:message|mail)|copy of (?:the|your) (?:message|mail)|a copy of the message|returned message|unsent message|message (?:header|text|follows|body)|header of the original|below this line|included is a copy|forwarded message|undelivered message|original headers)|(?:possibly truncated )?(?:original message|your message|message header|returned mail|the original message|message headers?|original mail header)\b.{0,20}(?:follows|reads|:)|-----original|return-path: <|received: from .{0,200})/im;
