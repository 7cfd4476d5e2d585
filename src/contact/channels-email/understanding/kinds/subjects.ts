/** How the subjects of automatic replies begin, by language; after a colon or alone. */
const begins = [
  // English
  'auto(?:matic(?:ally generated)?|mated|matically)?[ -]?(?:reply|response|respond(?:er)?|answer|message)|auto ?: ?(?:re|aw|sv|fwd?)\\b|autoreply|autoresponse|autoresponder|out[ -]of[ -](?:the[ -])?(?:office|facility|town)(?! \\d)|o\\.?o\\.?o\\.? ?:|' +
    "(?:i am|i'm|we are|currently|is) (?:currently )?(?:out of (?:the )?office|on (?:vacation|holiday|leave|annual leave))|away from (?:my |the )?(?:mail|office|desk)|vacation (?:reply|message|response|notice|auto)|on (?:vacation|holiday|annual leave|maternity leave|parental leave) ?[:-]|holiday (?:reply|message)|absence notification|" +
    'thank you for (?:your (?:e-?mail|message|enquiry|inquiry)|contacting us) ?[-:]? ?\\(?auto|undeliverable auto',
  // German
  'automatische (?:antwort|abwesenheit\\p{L}*|rückantwort|e-?mail)|automatisch(?:e|er)? (?:abwesenheit|antwort)|abwesenheits?(?:notiz|benachrichtigung|meldung|nachricht|assistent|info|agent)|abwesenheit ?[:.-]|abwesend ?[:-]|nicht im (?:büro|haus) ?[:-]?|(?:bin|ich bin) (?:im urlaub|abwesend|nicht im)|außer haus|urlaubs(?:notiz|meldung|benachrichtigung)|autom\\. antwort',
  // French
  "réponse automatique|reponse automatique|absence du bureau|absent(?:e)? du bureau|message d[’']absence|(?:notification|avis) d[’']absence|en (?:vacances|congés?) ?[:-]|je suis absent|réponse d[’']absence|absence ?:",
  // Spanish, Catalan, Portuguese, Italian, Romanian
  'respuesta (?:automática|automatica)|autorespuesta|auto-respuesta|(?:estoy )?fuera de (?:la )?oficina|ausencia (?:de la oficina|temporal)|de vacaciones ?[:-]|resposta automàtica',
  'resposta automática|resposta automatica|(?:estou )?fora do escritório|ausência (?:temporária|do escritório)|mensagem automática|autoresposta|ausente do escritório|fora do escritorio',
  "risposta (?:automatica|automatico)|risponditore automatico|fuori (?:sede|ufficio)|(?:sono )?fuori dall[’']ufficio|assente ?[:-]|assenza dall[’']ufficio|messaggio automatico|notifica di assenza",
  'răspuns automat|raspuns automat|mesaj automat',
  // Dutch, Nordic
  'automatisch (?:antwoord|bericht)|automatische beantwoording|afwezigheids(?:bericht|melding|assistent)|afwezig(?:heid)? ?[:-]|niet aanwezig|buiten kantoor|antwoord bij afwezigheid',
  'autosvar|automatiskt? svar|automatisk (?:besked|svarmelding)|automatiskt meddelande|frånvaro(?:meddelande)?|fraværs?(?:besked|melding|assistent)?|fravær ?:|ikke til stede|inte på kontoret|ikke på kontoret|jag är (?:inte|på semester)|ude af kontoret|ute av kontoret|på semester ?[:-]|på ferie ?[:-]',
  'automaattinen (?:vastaus|poissaoloviesti)|automaattivastaus|poissa(?: toimistosta|olo(?:viesti|ilmoitus)?)|sjálfvirkt svar',
  'automaatvastus|automātiska atbilde|automatinis atsakymas',
  // Slavic
  'automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|nieobecność|poza biurem|nieobecny',
  'automatická odpověď|automatická odpoveď|mimo kancelář|mimo kancelárie|nepřítomnost|neprítomnosť|automatski odgovor|samodejni odgovor|odsutnost',
  'автоматический ответ|автоматическое (?:уведомление|сообщение)|автоответ(?:чик)?|нет на рабочем месте|вне офиса|в отпуске|автоматична відповідь|автоматичен отговор|аутоматски одговор|отсутствие на рабочем месте|отсутствую',
  // Hungarian, Greek, Turkish
  'automatikus (?:válasz|üzenet)|házon kívül|távollét|szabadságon',
  'αυτόματη απάντηση|εκτός γραφείου|otomatik (?:yanıt|cevap)|ofis dışında',
  // Asia, Hebrew, Arabic
  'tự động trả lời|trả lời tự động|balasan otomatis|jawapan automatik|ตอบกลับอัตโนมัติ|ข้อความตอบกลับอัตโนมัติ|תשובה אוטומטית|מענה אוטומטי|الرد التلقائي|رد تلقائي|رد آلي',
  '自動応答|自動返信|不在(?:通知|連絡)|不在のお知らせ|自动(?:答复|回复|应答)|自動(?:回覆|回復|回应|答覆)|外出(?:中|通知)|休假|자동 ?(?:회신|응답|답장)|부재중',
];

const automatic = new RegExp(`^[\\s\\[(*"]{0,3}(?:${begins.join('|')})(?![\\p{L}\\d])`, 'iu');
const asian = new RegExp(`^[\\s\\[(【［"]{0,3}(?:${begins.at(-1)})`, 'u');
/** Words after which the same beginning is a subject of conversation. */
const about = /^auto(?:matic)?[ -](?:reply|response|answer)[ -]to\b|\?\s*$/i;

/** Whether a subject is that of an automatic reply. One that only speaks of such replies is not. */
export function isAutomaticSubject(subject: string): boolean {
  const text = subject.normalize('NFC').slice(0, 300).trim();
  if (about.test(text)) return false;
  return automatic.test(text) || asian.test(text);
}
