import { adviser, customer, sometimes, toLast, toOpening, topic } from './scene.ts';

/** Conversations in the customer's own language; keyed by the start of the customer's locale. */
export const languages: Readonly<Record<string, ReturnType<typeof topic>>> = {
  de: topic('Deutsch', 'product-help', 1, [
    {
      subject: ['Frage zur Lieferung {order}', '{order} beschädigt', 'Frage zu Rückgabe', 'Produktfrage'],
      opening: [
        '[Guten Tag|Hallo], meine Bestellung {order} sollte [letzte Woche|vorgestern|am Montag] kommen. [Können Sie bitte nachsehen, wo das Paket ist?|Wo bleibt es denn?|Gibt es Neuigkeiten?]',
        '[Hallo|Guten Tag], leider ist der Deckel [gesprungen|kaputt|zerkratzt] angekommen ({order}). [Bekomme ich Ersatz?|Was soll ich tun?|Fotos habe ich gemacht.]',
        '[Liebes Team|Hallo], kann ich {order} [noch zurückgeben|umtauschen]? [Es ist etwas zu groß für unsere Küche.|Die Farbe passt leider nicht.]',
        '[Hallo|Guten Tag], [ist die Pfanne für Induktion geeignet|darf der Topf in die Spülmaschine|wie schwer ist der gusseiserne Bräter]? [Danke im Voraus!|Vielen Dank.]',
      ],
      turns: [
        toOpening(
          adviser(
            'Guten Tag {first}, entschuldigen Sie bitte. Das Paket lag im falschen Depot und kommt [morgen|übermorgen].',
            'Hallo {first}, das tut mir leid. Ein neues geht [heute|morgen] kostenlos an Sie raus, das alte können Sie behalten.',
            'Hallo {first}, natürlich, Sie haben 30 Tage Zeit. Das Etikett ist schon in Ihrer Mail.',
            'Hallo {first}, ja. Von Hand gespült hält es allerdings länger, und es wiegt 2,9 kg.',
          ),
        ),
        customer(
          '[Vielen Dank für die schnelle Hilfe!|Super, danke schön.|Das ging ja schnell, danke!|Perfekt, herzlichen Dank {me}]',
        ),
        sometimes(0.5, adviser('Gern geschehen, {first}. Einen schönen Tag noch!')),
      ],
      reason: 'answered',
    },
  ]),
  fr: topic('Français', 'product-help', 1, [
    {
      subject: ['Commande {order}', 'Colis abîmé {order}', 'Question sur un retour', 'Question produit'],
      opening: [
        'Bonjour, je n’ai [toujours pas|pas encore] reçu ma commande {order}. [Savez-vous où elle est?|Pouvez-vous vérifier?|C’est normal?]',
        'Bonjour, [une assiette est arrivée cassée|le couvercle est fêlé|la poignée est cassée] dans le colis {order}. [Que dois-je faire?|J’ai des photos.|C’était un cadeau…]',
        'Bonsoir, est-ce que je peux [échanger|renvoyer] ma commande {order}? [La couleur ne va pas du tout.|C’est trop grand pour nous.]',
        'Bonjour, [la poêle va-t-elle sur induction|peut-on mettre la cocotte au four|livrez-vous en Nouvelle-Calédonie]? [Merci d’avance.|Merci beaucoup!]',
      ],
      turns: [
        toOpening(
          adviser(
            'Bonjour {first}, toutes mes excuses. Le colis est parti au mauvais dépôt, il arrive [demain|après-demain].',
            'Bonjour {first}, je suis désolée. J’en renvoie un [aujourd’hui|demain], sans frais. Gardez l’ancien.',
            'Bonjour {first}, bien sûr, vous avez 30 jours. L’étiquette est dans votre boîte mail.',
            'Bonjour {first}, oui, sans problème. Je vous envoie la fiche par mail.',
          ),
        ),
        customer(
          '[Merci beaucoup!|Parfait, merci {me}.|Super, merci pour votre aide|C’est très gentil, bonne journée]',
        ),
        sometimes(0.5, adviser('Avec plaisir, {first}. Bonne journée!')),
      ],
      reason: 'answered',
    },
  ]),
  es: topic('Español', 'product-help', 1, [
    {
      subject: ['Pedido {order}', 'Llegó roto: {order}', 'Cambio o devolución', 'Consulta'],
      opening: [
        'Hola, [todavía no me llega|sigo esperando] el pedido {order}. [¿Me pueden decir dónde está?|¿Saben algo?]',
        'Buenas, [la tapa llegó rota|un plato llegó quebrado|el mango está suelto] ({order}). [¿Qué hago?|¿Me mandan otro?|Tengo fotos.]',
        'Hola, ¿puedo [cambiar|devolver] {order}? [Me equivoqué de color.|Es más grande de lo que pensaba.]',
        'Hola! ¿[La tetera sirve para inducción|El sartén va al horno|Hacen envíos a Darwin]? [Gracias!|Muchas gracias 🙏]',
      ],
      turns: [
        toOpening(
          adviser(
            'Hola {first}, perdón por la demora. Estaba en otro depósito y llega [mañana|pasado mañana].',
            'Hola {first}, lo siento mucho. [Hoy|Mañana] sale uno nuevo sin costo, y el otro no hace falta devolverlo.',
            'Hola {first}, claro que sí, tiene 30 días. La etiqueta ya está en su correo.',
            'Hola {first}, sí, sin problema. Cualquier duda me escribe por aquí.',
          ),
        ),
        customer('[Muchas gracias!|Genial, gracias {me}|Qué rápido, gracias 😊|Perfecto, muy amable]'),
        sometimes(0.5, adviser('Con gusto, {first}. ¡Que tenga buen día!')),
      ],
      reason: 'answered',
    },
  ]),
  it: topic('Italiano', 'product-help', 1, [
    {
      subject: ['Ordine {order}', 'Arrivato rotto: {order}', 'Reso'],
      opening: [
        'Buongiorno, l’ordine {order} non è [ancora arrivato|arrivato]. [Potete controllare?|Dov’è finito?]',
        'Salve, [il coperchio è arrivato rotto|una tazza è scheggiata] ({order}). [Cosa devo fare?|Ho le foto.]',
        'Ciao, vorrei [cambiare|restituire] {order}, [è troppo piccolo|il colore non mi convince]. [Come si fa?|È possibile?]',
      ],
      turns: [
        toOpening(
          adviser(
            'Buongiorno {first}, ci scusi. Il pacco arriva [domani|dopodomani], lo seguo io.',
            'Buongiorno {first}, mi dispiace. Ne spediamo subito uno nuovo, gratis.',
            'Ciao {first}, certo, hai 30 giorni. L’etichetta è nella tua posta.',
          ),
        ),
        customer('[Grazie mille!|Perfetto, grazie {me}|Gentilissimi, grazie]'),
        sometimes(0.5, adviser('Di niente, {first}. Buona giornata!')),
      ],
      reason: 'answered',
    },
  ]),
  ar: topic('العربية', 'product-help', 1, [
    {
      subject: ['الطلب {order}', 'وصل مكسوراً {order}', 'إرجاع الطلب {order}'],
      opening: [
        '[مرحبا|السلام عليكم]، طلبي رقم {order} لم يصل [بعد|حتى الآن]. [أين هو؟|هل يمكنكم التحقق من فضلكم؟]',
        '[مرحبا|مساء الخير]، وصل الطلب {order} و[الغطاء مكسور|أحد الصحون مكسور]. [ماذا أفعل؟|هل يمكن استبداله؟]',
        '[السلام عليكم|مرحبا]، هل يمكنني [إرجاع|استبدال] الطلب {order}؟ [اللون غير مناسب.|الحجم كبير علينا.]',
      ],
      turns: [
        toOpening(
          adviser(
            'مرحبا {first}، نعتذر عن التأخير. سيصلك الطرد [غداً|بعد غد].',
            'مرحبا {first}، نأسف لذلك. سنرسل لك قطعة جديدة اليوم مجاناً.',
            'Hi {first}, thank you for writing. Yes, you have 30 days; the label is in your e-mail. May I go on in English?',
          ),
        ),
        toLast(
          customer(
            '[شكراً جزيلاً|شكراً على سرعة الرد]',
            '[شكراً لكم|ممتاز، شكراً]',
            'Yes, English is [fine|no problem]. Thank you!',
          ),
        ),
        sometimes(0.3, adviser('You’re welcome, {first}. Have a good day.')),
      ],
      reason: 'answered',
    },
  ]),
  zh: topic('中文', 'product-help', 1, [
    {
      subject: ['订单 {order}', '{order} 收到时破损', '退换货 {order}'],
      opening: [
        '[你好|您好]，我的订单 {order} [还没收到|一直没到]，[能帮我查一下吗？|请问到哪里了？]',
        '[您好|你好]，今天收到 {order}，[盖子裂了|有一个盘子碎了]。[可以换一个吗？|怎么处理？我有照片。]',
        '[请问|你好，请问] {order} 可以[退货|换一个颜色]吗？[还没用过。|尺寸有点大。]',
      ],
      turns: [
        toOpening(
          adviser(
            '{first}您好，非常抱歉。包裹送错了分拣中心，[明天|后天]会送到。',
            '{first}您好，很抱歉。我们今天免费寄一个新的给您，坏的不用寄回。',
            'Hi {first}, of course, you have 30 days. The label is in your e-mail. Is English all right from here?',
          ),
        ),
        toLast(customer('[谢谢！|好的，谢谢|太好了，辛苦了]', '[谢谢你们|好的，非常感谢]', 'Yes no problem, thanks!')),
        sometimes(0.3, adviser('You’re welcome, {first}!')),
      ],
      reason: 'answered',
    },
  ]),
  ja: topic('日本語', 'product-help', 1, [
    {
      subject: ['注文 {order} について', '商品の破損 {order}'],
      opening: [
        'こんにちは。注文番号 {order} が[まだ届きません|予定日を過ぎても届きません]。[確認していただけますか。|いつ届きますか。]',
        '本日 {order} が届きましたが、[ふたが割れていました|お皿が一枚欠けていました]。[交換できますか。|どうすればよいですか。]',
      ],
      turns: [
        toOpening(
          adviser(
            '{first}様、ご迷惑をおかけして申し訳ございません。[明日|明後日]のお届け予定です。',
            'Dear {first}, I’m so sorry. A new one leaves today at no cost. Please forgive my English, I hope that’s all right.',
          ),
        ),
        toLast(
          customer(
            '[ありがとうございます。|助かりました。ありがとうございます。]',
            'English is okay. Thank you very much.',
          ),
        ),
      ],
      reason: 'answered',
    },
  ]),
  vi: topic('Tiếng Việt', 'product-help', 1, [
    {
      subject: ['Đơn hàng {order}', 'Hàng bị vỡ {order}'],
      opening: [
        'Chào shop, đơn {order} của mình [chưa tới|vẫn chưa nhận được]. [Kiểm tra giúp mình với|Shop xem giúp mình nhé]',
        'Chào shop, mình nhận {order} rồi nhưng [nắp bị nứt|một cái tô bị mẻ]. [Đổi được không ạ?|Giờ làm sao ạ?]',
      ],
      turns: [
        toOpening(
          adviser(
            'Hi {first}, sorry for the wait. It’s on the van for {soon}. Is it all right if I write in English?',
            'Hi {first}, I’m sorry. A new one leaves today, no charge, and no need to send the old one back.',
          ),
        ),
        toLast(customer('English ok, [cảm ơn nhiều|thank you]!', '[Cảm ơn shop nhiều|Dạ cảm ơn] 🙏')),
      ],
      reason: 'answered',
    },
  ]),
  he: topic('עברית', 'product-help', 1, [
    {
      subject: ['הזמנה {order}', 'החזרה {order}'],
      opening: [
        'שלום, ההזמנה {order} [עדיין לא הגיעה|מתעכבת]. [אפשר לבדוק?|איפה היא?]',
        'היי, אפשר [להחזיר|להחליף] את {order}? [זה גדול לנו מדי.|הצבע לא מתאים.]',
      ],
      turns: [
        toOpening(
          adviser(
            'Hi {first}, sorry about the delay. It’s on the van and should be with you by {soon}. Is English all right?',
            'Hi {first}, of course, you have 30 days. The label is in your e-mail. Is English all right?',
          ),
        ),
        customer('[Sure, thanks a lot|Yes of course, thank you|תודה רבה!]'),
      ],
      reason: 'answered',
    },
  ]),
};
