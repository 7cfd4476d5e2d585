/** Words of thanks. A message without one of these, or one of the signs, is never only thanks. */
const thanks = new Set(
  `thanks thank thx ty cheers ta appreciated danke dank dankeschön dankesehr merci gracias grazie obrigado obrigada
   bedankt tack tak takk kiitos dziękuję dzięki děkuji teşekkürler teşekkür спасибо дякую شكرا ありがとう
   ありがとうございます ありがとうございました 谢谢 謝謝 多谢 고맙습니다 감사합니다 ευχαριστώ תודה धन्यवाद`.split(/\s+/),
);
/** Words that may stand beside: how much, for what, content and farewell. Nothing that tells, asks or refuses. */
const beside = new Set(
  `you so very much a lot many again mate all ok okay great perfect super brilliant excellent wonderful lovely good
   that worked works fine it's that’s that's thats for your the help helping quick fast kind reply answer response
   support have nice day evening weekend bye goodbye and
   vielen schön schönes schönen sehr für die der ihre eure deine schnelle hilfe antwort und tag abend wochenende
   beaucoup parfait bonne journée soirée pour votre aide réponse
   muchas mil por su tu ayuda mille molte per aiuto muito pela pelo ajuda je wel u hartelijk så mycket mange bardzo
   большое за помощь 您 你 çok`.split(/\s+/),
);
const signs = /^(?:[👍🙏😊🙂😀❤💚💙🎉👌☺]\p{Emoji_Modifier}?\ufe0f?)+$/u;
const longest = 120;

/**
 * Whether a message is only thanks, so that a resolved conversation may stay resolved. Careful on purpose: every word
 * must be a known one, so whatever is not understood opens the conversation again. A question never is only thanks.
 */
export function isOnlyThanks(text: string): boolean {
  const said = text.normalize('NFC').trim().toLowerCase();
  if (said.length > longest || /[?？؟\d]/.test(said)) return false;
  const words = said.split(/[\s.,!…;:、。,！-]+/u).filter(Boolean);
  if (words.length === 0) return false;
  const hasThanks = words.some((word) => thanks.has(word) || signs.test(word));
  return hasThanks && words.every((word) => thanks.has(word) || beside.has(word) || signs.test(word));
}
