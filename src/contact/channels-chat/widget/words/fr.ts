import type { FileWords, LaterWords, WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

const files: FileWords = {
  sending: 'Fichiers à envoyer',
  remove: (name) => `Supprimer ${name}`,
  cancel: (name) => `Annuler ${name}`,
  again: (name) => `Réessayer ${name}`,
  progress: (name) => `Envoi de ${name}`,
  tooLarge: 'Un fichier peut faire 10 Mo.',
  empty: 'Ce fichier est vide.',
  tooMany: 'Un message peut porter 10 fichiers.',
  offline: 'Vous êtes hors ligne. Le fichier partira à votre retour en ligne, tant que cette page reste ouverte.',
  broken: 'Le fichier n’est pas passé.',
  notTaken: 'Nous n’avons pas pu accepter ce fichier.',
  download: (name) => `Télécharger ${name}`,
  look: (name) => `Voir ${name}`,
  close: 'Fermer',
  gone: 'Ce fichier n’a pas pu être chargé.',
  pasted: 'Image',
};

const later: LaterWords = {
  optional: 'facultatif',
  choose: 'Veuillez choisir',
  answered: 'Répondu',
  sendAnswer: 'Envoyer la réponse',
  missing: 'Veuillez remplir ce champ.',
  notAnEmail: 'Veuillez écrire une adresse comme nom@shop.example.',
  notANumber: 'Veuillez écrire un nombre.',
  signIn: 'Connectez-vous d’abord sur ce site. Vous pourrez ensuite nous écrire ici.',
  away:
    'Laissez votre message : nous répondrons à notre retour. Vous trouverez la réponse ici, sur cet appareil. ' +
    'Avec votre adresse e-mail, nous pourrons aussi vous écrire.',
  email: 'Votre adresse e-mail',
  goesOn:
    'Si vous partez avant notre réponse, nous vous y demandons de confirmer l’adresse. La réponse arrive ensuite par e-mail.',
  start: 'Envoyer le message',
  agree: 'Veuillez d’abord donner votre accord.',
  newChat: 'Commencer une nouvelle conversation',
  earlierNone: 'Vous n’avez pas de conversation précédente.',
  earlierLoading: 'Chargement de vos conversations',
  earlierFailed: 'Elles n’ont pas pu être chargées.',
  earlierMore: 'Afficher les précédentes',
  isDone: 'terminée',
  newAnswer: 'nouvelle réponse',
  openNow: 'ouverte actuellement',
};

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('fr', locale);
  return {
    answer: 'Nous répondons dès que possible',
    replies: (time) => `Répond en général en moins de ${time}`,
    closed: 'Fermé pour le moment',
    backAt: (time) => `Fermé pour le moment. De retour à ${time}`,
    backOn: (day, time) => `Fermé pour le moment. De retour : ${day} à ${time}`,
    next: 'C’est bientôt à vous.',
    before: (count) =>
      plural(count, {
        one: 'Une personne attend avant vous.',
        many: '# de personnes attendent avant vous.',
        other: '# personnes attendent avant vous.',
      }),
    rate: 'Êtes-vous satisfait ? Évaluez cette conversation',
    earlier: 'Vos conversations',
    closeChat: 'Fermer la discussion',
    messages: 'Messages',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    you: 'Vous',
    sending: 'envoi en cours',
    kept: 'conservé, part dès votre retour en ligne',
    sent: 'envoyé',
    seen: 'vu',
    notSent: 'Non envoyé.',
    notSentReason: 'Nous n’avons pas pu accepter ce message.',
    retry: 'Réessayer',
    remove: 'Supprimer',
    typing: (name) => `${name} écrit`,
    offline: 'Vous êtes hors ligne. Vos messages sont conservés et partiront dès votre retour en ligne.',
    again: 'Reconnexion en cours. Vos messages sont conservés.',
    loading: 'Chargement de vos messages',
    unread: (count) =>
      plural(count, { one: '# nouveau message', many: '# de nouveaux messages', other: '# nouveaux messages' }),
    yourMessage: 'Votre message',
    write: 'Écrire un message',
    send: 'Envoyer',
    attach: 'Joindre un fichier',
    waits: 'Part dès que ses fichiers sont arrivés.',
    notAttached: 'Impossible de joindre des fichiers pour le moment. Réessayez.',
    left: (count) =>
      plural(count, {
        one: '# caractère restant',
        many: '# de caractères restants',
        other: '# caractères restants',
      }),
    tooLong: (over, limit) =>
      `${plural(over, {
        one: 'Trop long de # caractère.',
        many: 'Trop long de # de caractères.',
        other: 'Trop long de # caractères.',
      })} Un message peut en compter ${number(limit)} ; merci de l’envoyer en deux parties.`,
    sound: 'Son des nouvelles réponses',
    files,
    later,
  };
};
