/** Names as people write them, with a spelling that may stand before an "@". Given name and family name in the order of their language. */
export interface People {
  script: string;
  /** Shown name = first + between + second. */
  between: string;
  first: readonly (readonly [shown: string, ascii: string])[];
  second: readonly (readonly [shown: string, ascii: string])[];
  cities: readonly string[];
}

const pairs = (text: string): (readonly [string, string])[] => text.split(' ').map((pair) => pair.split('=') as [string, string]);
const same = (text: string): (readonly [string, string])[] => text.split(' ').map((word) => [word.replaceAll('_', ' '), word.toLowerCase().replace(/[^a-z]/g, '')] as const);

export const peoples: readonly People[] = [
  {
    script: 'Latin', between: ' ', cities: ['London', 'Washington, D.C.', 'Portland, Oregon', 'Dublin', 'Sydney'],
    first: same('Ada Grace Alan Edith Oscar Mabel Henry Flora Walter Iris Samuel Clara'), second: same("Lovelace Hopper Turing O'Brien Clarke Wharton Mc_Neil Baker Stone Fletcher Ward Quinn"),
  },
  {
    script: 'Latin with diacritics', between: ' ', cities: ['München', 'Kraków', 'São Paulo', 'Malmö', 'İzmir', 'Đà Nẵng'],
    first: pairs('Jürgen=juergen Zoë=zoe Łukasz=lukasz José=jose Anaïs=anais Çağla=cagla Søren=soeren Žofie=zofie Nguyễn=nguyen Bjørk=bjoerk'),
    second: pairs('Weiß=weiss Müller=mueller Wałęsa=walesa Núñez=nunez Dvořák=dvorak Ångström=angstroem Yıldız=yildiz Ștefănescu=stefanescu Hồ=ho Gonçalves=goncalves'),
  },
  {
    script: 'Chinese', between: '', cities: ['上海', '北京', '深圳', '成都', '臺北'],
    first: pairs('王=wang 李=li 张=zhang 刘=liu 陈=chen 楊=yang 欧阳=ouyang 赵=zhao 周=zhou 吴=wu'),
    second: pairs('小明=xiaoming 伟=wei 芳=fang 秀英=xiuying 建国=jianguo 丽华=lihua 志强=zhiqiang 婷婷=tingting 海燕=haiyan 子涵=zihan'),
  },
  {
    script: 'Cyrillic', between: ' ', cities: ['Київ', 'София', 'Алматы', 'Београд'],
    first: pairs('Дмитрий=dmitri Анна=anna Сергей=sergei Олена=olena Иван=ivan Мария=maria Тарас=taras Любов=lyubov'),
    second: pairs('Менделеев=mendeleev Ахматова=akhmatova Шевченко=shevchenko Ковалевская=kovalevskaya Пушкин=pushkin Їжакевич=yizhakevych Щербаков=shcherbakov'),
  },
  {
    script: 'Arabic', between: ' ', cities: ['القاهرة', 'الرياض', 'بيروت', 'الدار البيضاء'],
    first: pairs('محمد=mohammed فاطمة=fatima عمر=omar ليلى=layla يوسف=yusuf زينب=zaynab خالد=khalid'), second: pairs('الفارسي=alfarsi حداد=haddad المصري=almasri الخوارزمي=alkhwarizmi منصور=mansour النجار=alnajjar'),
  },
  {
    script: 'Greek', between: ' ', cities: ['Αθήνα', 'Θεσσαλονίκη', 'Πάτρα'],
    first: pairs('Ελένη=eleni Γιώργος=giorgos Σοφία=sofia Νίκος=nikos Κατερίνα=katerina Δημήτρης=dimitris'), second: pairs('Παπαδοπούλου=papadopoulou Καζαντζάκης=kazantzakis Σεφέρης=seferis Ελύτης=elytis Αγγελόπουλος=angelopoulos'),
  },
  {
    script: 'Devanagari', between: ' ', cities: ['मुंबई', 'दिल्ली', 'काठमांडू', 'पुणे'],
    first: pairs('अनिता=anita राहुल=rahul प्रिया=priya विक्रम=vikram सुनीता=sunita कृष्ण=krishna'), second: pairs('शर्मा=sharma पटेल=patel गुप्ता=gupta सिंह=singh कुलकर्णी=kulkarni श्रेष्ठ=shrestha'),
  },
  {
    script: 'Japanese', between: ' ', cities: ['東京', '大阪', '札幌', 'さいたま'],
    first: pairs('山田=yamada 佐藤=sato 鈴木=suzuki 渡邉=watanabe 髙橋=takahashi 小林=kobayashi'), second: pairs('太郎=taro さくら=sakura 健=ken ユカリ=yukari 美咲=misaki 翔太=shota'),
  },
  {
    script: 'Hangul', between: '', cities: ['서울', '부산', '대구'],
    first: pairs('김=kim 이=lee 박=park 최=choi 정=jung'), second: pairs('민준=minjun 서연=seoyeon 지우=jiwoo 하은=haeun 도윤=doyoon'),
  },
  {
    script: 'Hebrew', between: ' ', cities: ['תל אביב', 'חיפה', 'ירושלים'],
    first: pairs('נועה=noa דוד=david מרים=miriam יוסי=yossi תמר=tamar'), second: pairs('כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz ביטון=biton'),
  },
];
