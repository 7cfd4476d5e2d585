/** What phones and programs write below a mail, by language; each stands at the beginning of a line of its own. */
const programLines = [
  // English
  'sent (?:wirelessly |securely |directly )?(?:from|via|using|by|with|on) .{2,60}',
  'get outlook for .{2,60}',
  'sent from .{2,60}',
  '(?:typed|composed|written) (?:on|from|with) (?:my|a) .{2,60}',
  'from my (?:iphone|ipad|android|phone|mobile|blackberry|samsung|huawei|galaxy).{0,40}',
  'this (?:e-?mail|message) was sent from my .{2,60}',
  '[\\p{L}]+ from mobile',
  '(?:please )?excuse (?:the |my |any )?(?:brevity|typos).{0,60}',
  // German
  'von meine[mr] .{2,60} gesendet\\.?',
  'gesendet (?:von|mit|über|aus) .{2,80}',
  'diese nachricht wurde von .{2,80} gesendet\\.?',
  'outlook für .{2,40}',
  // French
  'envoyé (?:depuis|de|à partir|avec|par|via) .{2,60}',
  'télécharger outlook pour .{2,60}|obtenez outlook pour .{2,60}|provenance\\s?: courrier pour windows.{0,10}',
  // Spanish, Catalan, Portuguese, Italian, Romanian
  'enviado (?:desde|de|do|a partir|através|por|via|con|com) .{2,60}',
  'enviada (?:do|desde) .{2,60}',
  'obtener outlook para .{2,60}|obter o outlook para .{2,60}|scarica outlook per .{2,60}|ottieni outlook per .{2,60}',
  'enviat (?:des de|de) .{2,60}',
  '(?:inviato|inviata|spedito|spedita) (?:da|dal|con|tramite) .{2,60}',
  'trimis (?:de pe|din|de la) .{2,60}',
  // Dutch
  '(?:verzonden|verstuurd|gestuurd) (?:met|vanaf|van|via|door) .{2,60}',
  'outlook voor .{2,40}(?: downloaden)?',
  // Swedish, Danish, Norwegian, Finnish, Icelandic
  'skickat (?:från|med) .{2,60}|skickades från .{2,60}|hämta outlook för .{2,60}|från min (?:iphone|ipad|mobil).{0,40}',
  '(?:sendt|sent) (?:fra|med|via) .{2,60}|hent outlook til .{2,60}|få outlook for .{2,60}',
  'lähetetty .{2,60}|hanki outlook .{2,60}',
  'sent úr .{2,60}',
  // Polish, Czech, Slovak, Hungarian, Croatian, Slovene
  'wysłan[eoy] (?:z|ze|za pomocą|przez) .{2,60}|pobierz (?:program )?outlook dla .{2,60}',
  '(?:odesláno|odosláno|odoslané|poslané) (?:z|ze|zo|pomocí) .{2,60}|získejte outlook pro .{2,60}',
  'az? .{2,30}(?:ról|ről|emről|omról|mről) küldve\\.?|iphone-omról küldve|elküldve .{2,60}|küldve .{2,60}',
  'poslano (?:s|sa|z|iz|putem) .{2,60}',
  // Russian, Ukrainian, Bulgarian, Greek, Turkish
  'отправлено (?:с|со|из|через) .{2,60}|отправлено .{2,60}|надіслано (?:з|із|через) .{2,60}|изпратено от .{2,60}',
  'στάλθηκε από .{2,60}|εστάλη από .{2,60}',
  '.{2,30}(?:ımdan|imden|’dan|den|dan) gönderildi|.{2,40} gönderildi',
  // Vietnamese, Indonesian, Thai, Hebrew, Arabic
  'đã gửi từ .{2,60}|được gửi từ .{2,60}|gửi từ .{2,60}|dikirim dari .{2,60}|terkirim dari .{2,60}|ส่งจาก .{2,60}',
  'נשלח מ.{2,60}|أُ?رسلت? من .{2,60}|تم الإرسال من .{2,60}',
  // Japanese, Chinese, Korean
  '(?:私の)?.{2,30}から送信(?:されました)?|.{2,30}から送信',
  '从我的.{2,40}发送|发自(?:我的)?.{2,40}|從我的.{2,40}傳送|從我的.{2,40}寄出|寄自.{2,40}|傳送自.{2,40}|发送自.{2,40}|获取 ?outlook.{0,40}',
  '(?:나의|내) .{2,40}에서 (?:보냄|보냈습니다)|.{2,40}에서 보냄|.{2,40}에서 보낸 메일',
];

/** Whether a line is what a phone or program adds by itself. */
const program = new RegExp(`^[\\s(<\\[*_~-]{0,4}(?:${programLines.join('|')})$`, 'iu');

export function isProgramLine(line: string): boolean {
  const text = line.trim();
  return text.length < 120 && text.length > 5 && program.test(text);
}

/** Greetings that end a letter; a business card may follow the name below them. */
export const closing =
  /^(?:(?:kind|best|warm|warmest|many|kindest)?\s?(?:regards|wishes|thanks|greetings)|thanks|thank you|thx|cheers|sincerely|yours (?:sincerely|faithfully|truly)|best|all the best|respectfully|regards|mit freundlichen? grü(?:ß|ss)en?|freundliche grü(?:ß|ss)e|(?:viele|liebe|beste|schöne|herzliche) grü(?:ß|ss)e|mfg|lg|vg|gru(?:ß|ss)|hochachtungsvoll|cordialement|bien cordialement|bien à vous|salutations|sincères salutations|merci|saludos|un saludo|saludos cordiales|atentamente|gracias|cordiali saluti|distinti saluti|saluti|grazie|atenciosamente|cumprimentos|obrigad[oa]|abraços|met vriendelijke groet(?:en)?|groet(?:en)?|mvg|med vänliga? hälsning(?:ar)?|hälsningar|vänligen|med venlig hilsen|mvh|hilsen|med vennlig hilsen|vennlig hilsen|ystävällisin terveisin|terveisin|pozdrawiam|z poważaniem|s pozdravem|s pozdravom|с уважением|üdvözlettel|tisztelettel|saygılarımla|с најбољим поздравима|lijepi pozdrav|lep pozdrav)[\s,.!–-]*$/iu;
