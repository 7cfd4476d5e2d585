/** Lines between an answer and what it answers; between dashes, or by themselves where the second list says so. */
const betweenDashes = [
  'original message|original mail|original email|original appointment|reply message|replied message|reply|previous message|quoted message|message history',
  'ursprüngliche nachricht|originalnachricht|original-nachricht|originale nachricht|originalmeldung|ursprüngliche mail',
  "message d'origine|message original|message d’origine|message initial|courriel original",
  'mensaje original|mensaje reenviado|missatge original|mensaxe orixinal',
  'messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|mensagem reencaminhada',
  'oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|oorspronklike boodskap',
  'ursprungligt meddelande|originalmeddelande|ursprungsmeddelande|vidarebefordrat meddelande|vidarebefordrat brev',
  'oprindelig meddelelse|original meddelelse|videresendt meddelelse|videresendt besked|opprinnelig melding|original melding|videresendt melding|opprinnelig e-post',
  'alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa',
  'wiadomość oryginalna|oryginalna wiadomość|treść oryginalnej wiadomości|przekazana wiadomość|wiadomość przekazana dalej|przekazywana wiadomość',
  'původní zpráva|původní e-mail|přeposlaná zpráva|pôvodná správa|preposlaná správa',
  'исходное сообщение|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|исходное письмо|вихідне повідомлення|оригінальне повідомлення|переслане повідомлення',
  'eredeti üzenet|továbbított üzenet|továbbított levél|eredeti levél',
  'mesaj original|mesaj redirecționat|mesajul original|mesaj inițial|orijinal mesaj|iletilen mesaj|asıl mesaj|αρχικό μήνυμα|προωθημένο μήνυμα',
  'izvorna poruka|originalna poruka|proslijeđena poruka|izvirno sporočilo|posredovano sporočilo|оригинално съобщение|препратено съобщение',
  'thư gốc|tin nhắn gốc|thư được chuyển tiếp|pesan asli|pesan terusan|pesan diteruskan|mesej asal',
  'הודעה מקורית|הודעה שהועברה|رسالة أصلية|الرسالة الأصلية|رسالة معاد توجيهها|رسالة محولة',
  '元のメッセージ|転送メッセージ|転送されたメッセージ|オリジナルメッセージ|原始邮件|原始消息|转发邮件|转发的邮件|回复的原邮件|回复的邮件|原始郵件|轉寄的郵件|轉寄郵件|original|原邮件|원본 메시지|원본메시지|전달된 메시지|전달한 메시지|원본 이메일',
  'forwarded message|forwarded by|forwarded mail|forwarded email|forwarded letter|begin forwarded message|message from|forward message|weitergeleitete nachricht|weitergeleitet von|weitergeleitete mail',
  'message transféré|courriel transféré|message transmis|mensaje reenviado|begin message|inline message follows',
].flatMap((line) => line.split('|'));

const alone = [
  'begin forwarded message|begin reply message|inizio messaggio inoltrato|anfang der weitergeleiteten nachricht|anfang weitergeleitete nachricht|anfang der weitergeleiteten e-mail|début du message réexpédié|début du message transféré|début du message transféré',
  'inicio del mensaje reenviado|início da mensagem encaminhada|início da mensagem reencaminhada|begin doorgestuurd bericht|vidarebefordrat brev|vidarebefordrat mejl|start på vidarebefordrat brev|start på videresendt besked|videresendt besked|videresendt melding|start på videresendt melding',
  'välitetty viesti alkaa|välitetty viesti|początek przekazywanej wiadomości|początek wiadomości przekazanej dalej|начало переадресованного сообщения|начало пересылаемого сообщения|начало переадресовываемого сообщения|továbbított levél kezdete|začátek přeposlané zprávy|začátek přeposílané zprávy|iletilen mesajın başlangıcı|bắt đầu thư được chuyển tiếp|転送されたメッセージ|開始轉寄郵件|开始转发的邮件|下面是被转发的邮件|以下是轉寄的郵件|전달된 메시지 시작|-original message-',
].flatMap((line) => line.split('|'));

/** "Reply above this line" of helpdesks, in the languages they come in. */
const replyAbove =
  /(?:reply|respond|type|write|response|answer)\b.{0,30}\babove (?:this|the|here)|above this line (?:to|when|if)|(?:oberhalb|über) dieser (?:zeile|linie)|au-dessus de cette ligne|por encima de esta l[íi]nea|sopra questa (?:riga|linea)|acima desta linha|boven deze (?:regel|lijn)|ovanför den här raden|over denne linje|powyżej tej linii|выше этой (?:строки|линии)|nad tuto řádku|この行より上に|在此行上方|請在此行上方|이 줄 위에/i;

const dashed = new Set(betweenDashes.map((one) => one.normalize('NFC')));
const bare = new Set(alone.map((one) => one.normalize('NFC')));

/** What a line separates: an answer from what follows it (`above` when it asks to be answered above itself). */
export function separatorOf(line: string): 'history' | 'above' | undefined {
  if (line.length > 160 || line.length < 5) return undefined;
  const hasDashes = /^[\s>*_]{0,6}(?:[-_=*~#]\s?){2,}/.test(line);
  // Without dashes only a short line can be one, and it ends in a colon or speaks of what is above.
  if (!hasDashes && (line.length > 90 || !/[:：]\s*$|above/i.test(line))) return undefined;
  const words = line
    .replace(/^[\s>*_#=~-]+|[\s*_#=~:：-]+$/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .normalize('NFC');
  if (words === '') return undefined;
  if (replyAbove.test(words) && (hasDashes || words.length < 90)) return 'above';
  if (bare.has(words)) return 'history';
  if (!hasDashes) return undefined;
  if (dashed.has(words)) return 'history';
  // "---- Forwarded by Ole on Monday ----", "---- On Mon, 4 Apr 2022 Ole wrote ----"
  if (!/[-_=*~]{2,}\s*$/.test(line)) return undefined;
  if (/^(?:forwarded (?:by|message|mail)|weitergeleitet von|original message|message from|transféré par)\b/.test(words))
    return 'history';
  return /\b(?:wrote|écrit|schrieb|escribió|scritto|escreveu|schreef|skrev)$|写道$|寫道$/.test(words)
    ? 'history'
    : undefined;
}
