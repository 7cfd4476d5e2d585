import type { PageLanguage } from '#kernel/pages/language.ts';

interface Words {
  /** Asks whether a typed address is theirs; nothing that anybody else typed stands in it. */
  ask(workspace: string, url: string): { subject: string; text: string };
  /** Above and below the answers that a mail brings. */
  subject(workspace: string): string;
  below: string;
  end(url: string): string;
  confirmTitle: string;
  confirm(workspace: string, address: string): string;
  confirmButton: string;
  confirmed: string;
  confirmedWhy: string;
  endTitle: string;
  endWhy(address: string): string;
  endButton: string;
  ended: string;
  endedWhy(address: string): string;
  againButton: string;
}

const words: Record<PageLanguage, Words> = {
  en: {
    ask: (workspace, url) => ({
      subject: `Answers of ${workspace} by mail?`,
      text: `Somebody gave this address in the chat of ${workspace}, to be answered by mail. If that was you, confirm it:\n\n${url}\n\nUntil then nothing is sent here. If it was not you, do nothing: you will hear no more of it.`,
    }),
    subject: (workspace) => `Your chat with ${workspace}`,
    below: 'You had left the chat when we answered. Reply to this mail to go on: it arrives in the same conversation.',
    end: (url) => `No more answers by mail: ${url}`,
    confirmTitle: 'Go on by mail?',
    confirm: (workspace, address) =>
      `What ${workspace} answers in the chat is mailed to ${address} when you are not there, and your replies go into the same chat. Confirm only if you wrote there yourself.`,
    confirmButton: 'Yes, that was me',
    confirmed: 'Thank you',
    confirmedWhy: 'What was answered is on its way to you. You can close this page.',
    endTitle: 'No more of these mails?',
    endWhy: (address) => `Answers from the chat are mailed to ${address} when you are not there.`,
    endButton: 'Send me no more of them',
    ended: 'No more of these mails',
    endedWhy: (address) => `Answers from the chat are not mailed to ${address} any more. You find them in the chat.`,
    againButton: 'Send them again',
  },
  de: {
    ask: (workspace, url) => ({
      subject: `Antworten von ${workspace} per E-Mail?`,
      text: `Jemand hat im Chat von ${workspace} diese Adresse angegeben, um per E-Mail Antwort zu bekommen. Wenn Sie das waren, bestätigen Sie es:\n\n${url}\n\nBis dahin wird nichts hierher geschickt. Waren Sie es nicht, tun Sie nichts: Sie hören nichts mehr davon.`,
    }),
    subject: (workspace) => `Ihr Chat mit ${workspace}`,
    below:
      'Als wir geantwortet haben, hatten Sie den Chat verlassen. Antworten Sie auf diese E-Mail: Sie kommt in demselben Gespräch an.',
    end: (url) => `Keine Antworten mehr per E-Mail: ${url}`,
    confirmTitle: 'Per E-Mail weiter?',
    confirm: (workspace, address) =>
      `Was ${workspace} im Chat antwortet, wird an ${address} geschickt, wenn Sie nicht da sind, und Ihre Antworten gehen in denselben Chat. Bestätigen Sie nur, wenn Sie dort selbst geschrieben haben.`,
    confirmButton: 'Ja, das war ich',
    confirmed: 'Vielen Dank',
    confirmedWhy: 'Was geantwortet wurde, ist auf dem Weg zu Ihnen. Sie können diese Seite schließen.',
    endTitle: 'Keine solchen E-Mails mehr?',
    endWhy: (address) => `Antworten aus dem Chat werden an ${address} geschickt, wenn Sie nicht da sind.`,
    endButton: 'Keine mehr schicken',
    ended: 'Keine solchen E-Mails mehr',
    endedWhy: (address) => `Antworten aus dem Chat gehen nicht mehr an ${address}. Sie finden sie im Chat.`,
    againButton: 'Doch wieder schicken',
  },
  fr: {
    ask: (workspace, url) => ({
      subject: `Les réponses de ${workspace} par e-mail ?`,
      text: `Quelqu’un a donné cette adresse dans le chat de ${workspace}, pour recevoir la réponse par e-mail. Si c’était vous, confirmez-le :\n\n${url}\n\nD’ici là, rien n’est envoyé ici. Si ce n’était pas vous, ne faites rien : vous n’en entendrez plus parler.`,
    }),
    subject: (workspace) => `Votre chat avec ${workspace}`,
    below:
      'Vous aviez quitté le chat quand nous avons répondu. Répondez à cet e-mail pour continuer : il arrive dans la même conversation.',
    end: (url) => `Ne plus recevoir de réponses par e-mail : ${url}`,
    confirmTitle: 'Continuer par e-mail ?',
    confirm: (workspace, address) =>
      `Ce que ${workspace} répond dans le chat est envoyé à ${address} quand vous n’êtes pas là, et vos réponses vont dans le même chat. Ne confirmez que si vous y avez écrit vous-même.`,
    confirmButton: 'Oui, c’était moi',
    confirmed: 'Merci',
    confirmedWhy: 'La réponse est en route vers vous. Vous pouvez fermer cette page.',
    endTitle: 'Ne plus recevoir ces e-mails ?',
    endWhy: (address) => `Les réponses du chat sont envoyées à ${address} quand vous n’êtes pas là.`,
    endButton: 'Ne plus les recevoir',
    ended: 'Plus de ces e-mails',
    endedWhy: (address) => `Les réponses du chat ne sont plus envoyées à ${address}. Vous les trouvez dans le chat.`,
    againButton: 'Les recevoir de nouveau',
  },
  es: {
    ask: (workspace, url) => ({
      subject: `¿Respuestas de ${workspace} por correo?`,
      text: `Alguien dio esta dirección en el chat de ${workspace} para recibir la respuesta por correo. Si fue usted, confírmelo:\n\n${url}\n\nHasta entonces no se envía nada aquí. Si no fue usted, no haga nada: no volverá a saber de ello.`,
    }),
    subject: (workspace) => `Su chat con ${workspace}`,
    below:
      'Había dejado el chat cuando respondimos. Conteste a este correo para seguir: llega a la misma conversación.',
    end: (url) => `No recibir más respuestas por correo: ${url}`,
    confirmTitle: '¿Seguir por correo?',
    confirm: (workspace, address) =>
      `Lo que ${workspace} responde en el chat se envía a ${address} cuando usted no está, y sus respuestas van al mismo chat. Confirme solo si escribió allí usted mismo.`,
    confirmButton: 'Sí, fui yo',
    confirmed: 'Gracias',
    confirmedWhy: 'La respuesta va en camino. Puede cerrar esta página.',
    endTitle: '¿No recibir más estos correos?',
    endWhy: (address) => `Las respuestas del chat se envían a ${address} cuando usted no está.`,
    endButton: 'No enviarlas más',
    ended: 'No habrá más de estos correos',
    endedWhy: (address) => `Las respuestas del chat ya no se envían a ${address}. Las encuentra en el chat.`,
    againButton: 'Volver a enviarlas',
  },
  ar: {
    ask: (workspace, url) => ({
      subject: `هل تصلك ردود ${workspace} بالبريد؟`,
      text: `أعطى شخص ما هذا العنوان في دردشة ${workspace} ليصله الرد بالبريد. إن كنت أنت فأكّد ذلك:\n\n${url}\n\nحتى ذلك الحين لا يُرسل شيء إلى هنا. إن لم تكن أنت فلا تفعل شيئًا: لن يصلك المزيد.`,
    }),
    subject: (workspace) => `دردشتك مع ${workspace}`,
    below: 'كنت قد غادرت الدردشة عندما أجبنا. ردّ على هذه الرسالة للمتابعة: تصل إلى المحادثة نفسها.',
    end: (url) => `إيقاف الردود بالبريد: ${url}`,
    confirmTitle: 'هل نتابع بالبريد؟',
    confirm: (workspace, address) =>
      `ما يجيب به ${workspace} في الدردشة يُرسل إلى ${address} حين لا تكون موجودًا، وتصل ردودك إلى الدردشة نفسها. لا تؤكد إلا إن كنت أنت من كتب هناك.`,
    confirmButton: 'نعم، كنت أنا',
    confirmed: 'شكرًا لك',
    confirmedWhy: 'الرد في الطريق إليك. يمكنك إغلاق هذه الصفحة.',
    endTitle: 'هل نوقف هذه الرسائل؟',
    endWhy: (address) => `تُرسل ردود الدردشة إلى ${address} حين لا تكون موجودًا.`,
    endButton: 'لا ترسلوا المزيد منها',
    ended: 'لا مزيد من هذه الرسائل',
    endedWhy: (address) => `لم تعد ردود الدردشة تُرسل إلى ${address}. تجدها في الدردشة.`,
    againButton: 'أرسلوها من جديد',
  },
};

/** What is said by mail, and on the pages to which those mails lead. */
export const onwardWords = (language: PageLanguage): Words => words[language];
