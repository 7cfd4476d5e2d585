/**
 * Invented people's names by where they come from. In a list of names in another script, each is followed by its
 * Latin spelling for the e-mail address: `王=wang`.
 */
export type NameSource = {
  weight: number;
  given: string;
  family: string;
  /** Language of the customer's browser with its weight against plain Australian English. */
  locale: string;
  ownLanguage: number;
  familyFirst?: true;
};

export const nameSources: readonly NameSource[] = [
  {
    weight: 30,
    locale: 'en-AU',
    ownLanguage: 1,
    given:
      'Hollis Odalys Cosmo Pilar Tobias Marnie Bronte Callum Imogen Lachlan Saskia Jarrah Tilly Fergus Winnie Angus Clementine Rowan Matilda Hamish Beatrix Dougal Freya Alby Posy Kirra Digby Maeve Otis Harriet Bodhi Edith Leith Romy',
    family:
      'Bramwell Prewitt Threlkeld Eastgate Wren Copplestone Hathersage Quillfeather Pemberley-Noakes Ashdown Larkin Penhallow Winterbourne Tregenza Fairweather Oakden Marlowe Hobday Thistlewood Birdsall Greenaway Stallard Wakeling Dunmore Kestrel Farrelly Mossman Ravenscroft-Delacourt Tidewell Brackenridge',
  },
  {
    weight: 8,
    locale: 'it-IT',
    ownLanguage: 0.25,
    given: 'Lucia Matteo Giulia Elio Chiara Dario Rosalba Nicolò Bianca Fulvio Noemi Carmelo',
    family: 'Marchesani Bellandi Tornaghi Di_Valserra Castrocaro Fontebella Orsinelli Pellegrani Quartieri Zanobetti',
  },
  {
    weight: 8,
    locale: 'el-GR',
    ownLanguage: 0,
    given: 'Eleni Stavros Despina Nikos Kalliope Yannis Thalia Christos Ourania Petros',
    family:
      'Karavellas Papanikolidis Drosakis Theodoropoulakis Vlachandreas Mavrelis Stergianou Lambrinakis Kotsovelis',
  },
  {
    weight: 10,
    locale: 'zh-CN',
    ownLanguage: 0.4,
    familyFirst: true,
    given:
      '雨桐=yutong 子轩=zixuan 思远=siyuan 若溪=ruoxi 嘉怡=jiayi 明哲=mingzhe 诗涵=shihan 晓峰=xiaofeng 佳宁=jianing 天佑=tianyou',
    family: '王=wang 欧阳=ouyang 陈=chen 林=lin 周=zhou 许=xu 沈=shen 梁=liang 贺=he 司徒=situ',
  },
  {
    weight: 9,
    locale: 'vi-VN',
    ownLanguage: 0.2,
    familyFirst: true,
    given: 'Thảo_My Quốc_Bảo Ngọc_Ánh Minh_Khôi Bích_Trâm Đức_Huy Thu_Hà Gia_Hân Tuấn_Kiệt',
    family: 'Nguyễn Trần Phạm Đặng Huỳnh Võ Bùi Lương Đỗ',
  },
  {
    weight: 9,
    locale: 'en-IN',
    ownLanguage: 1,
    given: 'Anoushka Devansh Meenakshi Harpreet Ishaan Lavanya Rohini Sukhdeep Aarav Gayathri Vikramjit Nandini',
    family: 'Raghunathan Bhardwaja Chandrasekhariah Dhillonpuri Mukherjani Venkataswamy Sandhuwal Kulkarnis Iyerman',
  },
  {
    weight: 6,
    locale: 'ar',
    ownLanguage: 0.45,
    given: 'ليلى=layla يوسف=yousef نورا=noura سامر=samer هدى=huda كريم=karim رانيا=rania طارق=tareq',
    family: 'الشامي=alshami حداد=haddad المنصوري=almansouri خوري=khoury الزين=alzein درويش=darwish نصار=nassar',
  },
  {
    weight: 5,
    locale: 'en-AU',
    ownLanguage: 1,
    given: 'Nasrin Farid Soraya Omid Parisa Kamran Leila Rostam Yasmin Bahram',
    family: 'Oduya Karimzadeh Farrokhi Teymourian Azadpour Mehrabani Shirvani Golestani-Tabrizi',
  },
  {
    weight: 3,
    locale: 'he-IL',
    ownLanguage: 0.3,
    given: 'נועה=noa איתן=eitan תמר=tamar אורי=uri יעל=yael גלעד=gilad',
    family: 'ברקת=barkat אלמוג=almog שגיא=sagi נחמני=nachmani דרורי=drori',
  },
  {
    weight: 7,
    locale: 'de-DE',
    ownLanguage: 0.4,
    given: 'Wilhelmina Jörg Anneliese Käthe Falk Gesine Matthäus Henrike Thorben Liselotte',
    family:
      'Achterberg Müllenhagen Grünewald-Sommerfeld Brömmelkamp Weißgerber Tannhäuser Köhlerhof Vogelsänger Drosselmeier',
  },
  {
    weight: 6,
    locale: 'fr-FR',
    ownLanguage: 0.45,
    given: 'Amélie Rémy Solène Étienne Océane Gaëtan Maëlys Cédric Héloïse Benoît',
    family: 'Delacroisette Beauséjour Lefèvrier Montgaillard Châtelineau Garançon de_La_Rivière-Moreau Perrotin',
  },
  {
    weight: 6,
    locale: 'es-419',
    ownLanguage: 0.4,
    given: 'Marisol Joaquín Ximena Íñigo Paloma Nahuel Lucía Ezequiel Inés Facundo',
    family: 'Adeyemi Villaseñor Ibarrola Santacruz_Peña Ordóñez Quispealaya Montealegre Echeverría Zúñiga_de_la_Torre',
  },
  {
    weight: 6,
    locale: 'en-AU',
    ownLanguage: 1,
    given: 'Chidinma Kwabena Adaeze Tendai Oluwaseun Makena Themba Nkechi Yaw Zanele',
    family: 'Nwankwo-Ellis Asantewaa Okonjola Mutasaru Dlaminisi Boatengor Chukwuemekalu Wanjirukani',
  },
  {
    weight: 4,
    locale: 'ja-JP',
    ownLanguage: 0.4,
    familyFirst: true,
    given: '葵=aoi 陽翔=haruto さくら=sakura 健太=kenta 美咲=misaki 大輔=daisuke',
    family: '小野寺=onodera 桜井=sakurai 長谷部=hasebe 高梨=takanashi 三浦=miura',
  },
  {
    weight: 4,
    locale: 'ko-KR',
    ownLanguage: 0,
    familyFirst: true,
    given: '서연=seoyeon 지훈=jihoon 하은=haeun 도윤=doyun 수빈=subin',
    family: '남궁=namgung 윤=yoon 서=seo 한=han 임=lim',
  },
  {
    weight: 6,
    locale: 'en-AU',
    ownLanguage: 1,
    given: 'Zofia Ljubica Rafe Ines Bohdan Agnieszka Miloš Dušan Žofie Katarzyna Vesna Łukasz',
    family: 'Kaldor Lindqvist-Oyelaran Wiśniewolska Havránek Dragičević Przybylskowicz Kovaříková Ostojić Šimunović',
  },
  {
    weight: 5,
    locale: 'en-NZ',
    ownLanguage: 1,
    given: 'Aroha Tāne Hinewai Manaia Sione Leilani Mereana Tevita Losa Wiremu',
    family: 'Ngāwhare Tuimavave Paraone Fa‘asavalu Te_Rangihuna Vainikolo Hēnare-Takarua Latukefu',
  },
  {
    weight: 4,
    locale: 'sv-SE',
    ownLanguage: 0,
    given: 'Åsa Sören Linnéa Bjørn Ingrid Tuuli Aino Øystein',
    family: 'Sjöbergsson Håkonsdal Ørstavik Virtalahti Lundegård Kjærulff Mäkisalo',
  },
];

/** Cities of the shop's customers, with the area code of their landlines. */
export const places: readonly { city: string; timeZone: string; area: string; weight: number }[] = [
  { city: 'Melbourne', timeZone: 'Australia/Melbourne', area: '3', weight: 38 },
  { city: 'Ballarat', timeZone: 'Australia/Melbourne', area: '3', weight: 6 },
  { city: 'Sydney', timeZone: 'Australia/Sydney', area: '2', weight: 22 },
  { city: 'Canberra', timeZone: 'Australia/Sydney', area: '2', weight: 5 },
  { city: 'Brisbane', timeZone: 'Australia/Brisbane', area: '7', weight: 11 },
  { city: 'Cairns', timeZone: 'Australia/Brisbane', area: '7', weight: 3 },
  { city: 'Adelaide', timeZone: 'Australia/Adelaide', area: '8', weight: 8 },
  { city: 'Perth', timeZone: 'Australia/Perth', area: '8', weight: 8 },
  { city: 'Hobart', timeZone: 'Australia/Hobart', area: '3', weight: 5 },
  { city: 'Darwin', timeZone: 'Australia/Darwin', area: '8', weight: 2 },
];

/** The mobile numbers Australia keeps free for fiction; every other phone is on a landline range kept for it. */
export const fictitiousMobiles: readonly string[] = (
  '570006 570156 570157 570158 570159 570110 570313 570737 571266 571491 571804 572549 572665 572983 573770 573087 ' +
  '574118 574632 575254 575789 576398 576801 577426 577644 578957 578148 578888 579212 579760 579455'
)
  .split(' ')
  .map((number) => `+61 491 ${number.slice(0, 3)} ${number.slice(3)}`);

export const mailHosts: readonly string[] = [
  'post.example',
  'mailbox.example',
  'inbox.example',
  'southmail.example',
  'bluegum.example',
  'harbour.example',
];

export const customerNotes: readonly string[] = [
  'Prefers a call after 15:00.',
  'Please write rather than phone; hard of hearing.',
  'Leaves parcels with the neighbour at number 4.',
  'Runs a café, orders every second month.',
  'Collects the Harrow range; tell her when new colours arrive.',
  'Has a standing 10 % from the 2025 recall, already used once.',
  'Moved house in autumn: check the address before sending.',
  'Likes short answers.',
  'Bought for the whole office last Christmas, ask for Priya at reception.',
  'Courier needs the gate code, see the last order.',
  'Does not want plastic in the parcel.',
  'Allergic to wool; no felt sleeves.',
  'Writes for a food magazine.',
  'Two accounts merged in winter, both e-mails work.',
  'Speaks English well but prefers her own language for anything legal.',
  'Very patient about the missing side plate. Owes her nothing now.',
  'Asks for paper invoices with the ABN.',
  'Wheelchair user: deliveries to the side door please.',
];
