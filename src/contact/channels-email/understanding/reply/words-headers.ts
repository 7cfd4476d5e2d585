/** What the keys of a header block stand for. */
export type HeaderRole = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other';

/** The keys under which programs repeat the headers of what they quote, by role, in small letters, of all languages. */
const keys: Record<HeaderRole, string> = {
  from:
    'from|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|från|avsändare|fra|afsender|avsender|lähettäjä|keneltä|od|nadawca|odesílatel|odesilatel|odosielateľ|' +
    'от|от кого|отправитель|від|від кого|feladó|küldő|kimden|gönderen|expeditor|de la|από|αποστολέας|từ|dari|pengirim|מאת|من|差出人|送信者|发件人|寄件人|寄件者|发送人|보낸 사람|보낸사람|발신|šalje|pošiljatelj|от|saatja|nuo|no|frá|จาก|oggetto mittente|remetente|reply-to',
  sent:
    "sent|date|sent on|sent at|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|fecha|enviada em|enviado em|data|data de envio|inviato|verzonden|verstuurd|skickat|sendt|dato|sendt den|" +
    'lähetetty|päivämäärä|päiväys|pvm|wysłano|wysłane|data wysłania|odesláno|odoslané|dátum|отправлено|дата|дата отправки|надіслано|elküldve|küldve|gönderildi|gönderme tarihi|tarih|trimis|' +
    'στάλθηκε|ημερομηνία|đã gửi|ngày|gửi|dikirim|tanggal|נשלח|תאריך|تاريخ|تاريخ الإرسال|送信日時|日時|日付|发送时间|发送日期|日期|时间|寄件日期|傳送時間|보낸 날짜|보낸날짜|날짜|보낸 시간|일시|발송일|poslano|datum slanja|saadetud|išsiųsta|วันที่|ส่ง',
  to:
    'to|an|empfänger|à|a|destinataire|para|destinatario|destinatário|per|aan|till|til|vastaanottaja|kenelle|do|adresat|komu|příjemce|кому|получатель|címzett|kime|alıcı|către|catre|προς|' +
    'tới|đến|kepada|ke|אל|עבור|إلى|宛先|收件人|收件者|받는 사람|받는사람|수신|za|prima|saaja|kam|gavėjas|ถึง',
  cc: 'cc|copie|copie à|kopie|kopi|kopia|kopio|cópia|copia|dw|másolat|копия|копія|bilgi|抄送|副本|参照|참조|bcc|blind copy|cci|kopi til|kopija|cc:|másolatot kap',
  subject:
    'subject|betreff|betrifft|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|tárgy|konu|subiect|θέμα|chủ đề|tiêu đề|subjek|perihal|נושא|' +
    'الموضوع|موضوع|件名|主题|主題|主旨|标题|제목|tema|naslov|zadeva|teema|tēma|efni|เรื่อง|относно|предмет',
  other:
    'reply-to|reply to|antwort an|répondre à|responder a|wichtigkeit|importance|priority|priorität|importancia|attachments|anlagen|anhang|pièces jointes|message-id|mailed by|signed by|organization|newsgroups|list-id',
};

const roles = new Map<string, HeaderRole>(
  (Object.entries(keys) as [HeaderRole, string][]).flatMap(([role, words]) =>
    words.split('|').map((word): [string, HeaderRole] => [word, role]),
  ),
);

/** The role of `Key: value`, whatever marks stand around the key, or undefined. */
export function headerRole(line: string): { role: HeaderRole; value: string } | undefined {
  if (!/^.{1,32}[:：]/s.test(line)) return undefined;
  const [, key = '', value = ''] = /^[\s*_>|]{0,8}([^:：]{1,24}?)[\s*_]{0,4}[:：][\s*_]*(.*)$/s.exec(line) ?? [];
  if (key === '') return undefined;
  const role = roles.get(key.trim().toLowerCase().replace(/\s+/g, ' ').normalize('NFC'));
  return role && { role, value: value.trim() };
}
