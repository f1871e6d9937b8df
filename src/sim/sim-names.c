/* sim-names.c - the words that people are made of
 *
 * Common names from many places: diacritics, several scripts (two of them right-to-left),
 * apostrophes, hyphens, particles, very short and very long ones, because each of them has broken
 * some program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-names.h"

static const char *const german_given[] = {
  "Anna",         "Jürgen|juergen",
  "Käthe|kaethe", "Lukas",
  "Sabine",       "Jörg|joerg",
  "Miriam",       "Florian",
  "Ursula",       "Björn|bjoern",
  "Heike",        "Stefan",
  "Zoë|zoe",      "Matthias",
  "Renate",       "Günther|guenther",
  "Lena",         "Tobias",
  "Änne|aenne",   "Felix",
  "Jule",         "Hans-Peter|hans-peter",
  "Marlene",      "Moritz",
  "Friederike",   "Uwe",
};
static const char *const german_family[] = {
  "Müller|mueller",
  "Schmidt",
  "Weiß|weiss",
  "Schröder|schroeder",
  "Köhler|koehler",
  "Fischer",
  "Groß|gross",
  "Bäcker|baecker",
  "Jäger|jaeger",
  "Vogel",
  "Hoffmann",
  "Krüger|krueger",
  "Lange",
  "Meyer-Lüdenscheid|meyer-luedenscheid",
  "von der Heide|vonderheide",
  "Öztürk|oeztuerk",
  "Brandt",
  "Freifrau von und zu Hohenstein-Schwarzenberg|hohenstein-schwarzenberg",
  "Kühn|kuehn",
  "Wolf",
  "Zimmermann",
  "Neumann",
  "Graf",
  "Süßmilch|suessmilch",
};
static const char *const german_zones[] = { "W. Europe Standard Time" };

static const char *const english_given[] = {
  "Alice",  "Benjamin", "Charlotte", "Daniel",  "Emily",       "George", "Hannah",   "Isaac",
  "Jane",   "Kevin",    "Laura",     "Marcus",  "Nora",        "Oliver", "Priya",    "Ruth",
  "Samuel", "Thea",     "Violet",    "William", "Chloë|chloe", "Jo",     "Maryanne", "Theodore",
};
static const char *const english_family[] = {
  "Smith",
  "Johnson",
  "O'Brien|o'brien",
  "Taylor",
  "Brown",
  "D'Arcy|d'arcy",
  "Wilson",
  "Clarke",
  "Ng",
  "Hughes",
  "Campbell",
  "Reid",
  "McAllister",
  "Walker",
  "Featherstonehaugh",
  "O'Shaughnessy|o'shaughnessy",
  "Lee",
  "Carter",
  "Young",
  "Edwards",
  "Morgan",
  "Smith-Jones|smith-jones",
  "Fox",
  "Whitfield",
};
static const char *const english_zones[] = {
  "GMT Standard Time",         "Eastern Standard Time",     "Pacific Standard Time",
  "AUS Eastern Standard Time", "New Zealand Standard Time", "Newfoundland Standard Time",
};

static const char *const french_given[] = {
  "Amélie|amelie", "Benoît|benoit", "Chloé|chloe",       "François|francois",
  "Hélène|helene", "Luc",           "Margaux",           "Noël|noel",
  "Océane|oceane", "Pierre",        "Jean-Luc|jean-luc", "Zélie|zelie",
};
static const char *const french_family[] = {
  "Lefèvre|lefevre",
  "Dupont",
  "D'Aubigné|d'aubigne",
  "Garçon|garcon",
  "Bérenger|berenger",
  "Moreau",
  "L'Hôpital|l'hopital",
  "Girard",
  "Rousseau",
  "de La Tour|delatour",
  "Perrin",
  "Château|chateau",
};
static const char *const french_zones[] = { "Romance Standard Time" };

static const char *const iberian_given[] = {
  "José|jose",       "Lucía|lucia",   "João|joao",
  "Inês|ines",       "Álvaro|alvaro", "Núria|nuria",
  "Begoña|begona",   "Tomás|tomas",   "María del Carmen|mariadelcarmen",
  "Gonçalo|goncalo", "Iker",          "Beatriz",
};
static const char *const iberian_family[] = {
  "Muñoz|munoz",
  "García|garcia",
  "Conceição|conceicao",
  "Peña|pena",
  "Rodríguez|rodriguez",
  "Simões|simoes",
  "Ibáñez|ibanez",
  "Costa",
  "López de la Vega|lopezdelavega",
  "Núñez|nunez",
  "Ferreira",
  "Vidal",
};
static const char *const iberian_zones[] = { "Romance Standard Time", "GMT Standard Time",
                                             "E. South America Standard Time" };

static const char *const slavic_given[] = {
  "Łukasz|lukasz", "Małgorzata|malgorzata",
  "Jiří|jiri",     "Žofie|zofie",
  "Šárka|sarka",   "Zdeněk|zdenek",
  "Agnieszka",     "Wojciech",
  "Đorđe|djordje", "Ljubica",
  "Zoltán|zoltan", "Erzsébet|erzsebet",
};
static const char *const slavic_family[] = {
  "Wójcik|wojcik",
  "Dvořák|dvorak",
  "Brzęczyszczykiewicz|brzeczyszczykiewicz",
  "Šimko|simko",
  "Kovačević|kovacevic",
  "Żółć|zolc",
  "Nagy",
  "Szabó|szabo",
  "Horvat",
  "Růžička|ruzicka",
  "Kőszegi|koszegi",
  "Zając|zajac",
};
static const char *const slavic_zones[] = { "Central European Standard Time",
                                            "Central Europe Standard Time" };

static const char *const nordic_given[] = {
  "Åsa|asa",   "Bjørn|bjorn",     "Sigríður|sigridur", "Pekka",
  "Käpy|kapy", "Øystein|oystein", "Søren|soren",       "Linnéa|linnea",
};
static const char *const nordic_family[] = {
  "Ångström|angstrom", "Sørensen|sorensen", "Blöndal|blondal", "Hämäläinen|hamalainen",
  "Lindqvist",         "Ødegård|odegard",   "Nyström|nystrom", "Bø|bo",
};
static const char *const nordic_zones[] = { "W. Europe Standard Time", "FLE Standard Time",
                                            "Greenwich Standard Time" };

static const char *const turkish_given[] = {
  "Ayşe|ayse",     "İbrahim|ibrahim", "Çağla|cagla", "Işıl|isil",
  "Gökhan|gokhan", "Ümit|umit",       "Emre",        "Şule|sule",
};
static const char *const turkish_family[] = {
  "Yılmaz|yilmaz", "Çelik|celik",     "Şahin|sahin", "Kılıç|kilic",
  "Aydın|aydin",   "Özdemir|ozdemir", "Güneş|gunes", "Doğan|dogan",
};
static const char *const turkish_zones[] = { "Turkey Standard Time" };

static const char *const greek_given[] = {
  "Ελένη|eleni", "Γιώργος|giorgos", "Κατερίνα|katerina",
  "Νίκος|nikos", "Σοφία|sofia",     "Δημήτρης|dimitris",
};
static const char *const greek_family[] = {
  "Παπαδόπουλος|papadopoulos", "Γεωργίου|georgiou",   "Νικολαΐδης|nikolaidis",
  "Βασιλείου|vasileiou",       "Οικονόμου|oikonomou", "Αθανασίου|athanasiou",
};
static const char *const greek_zones[] = { "GTB Standard Time" };

static const char *const cyrillic_given[] = {
  "Олена|olena",   "Дмитро|dmytro", "Наталия|nataliya", "Борис|boris",
  "Ђурђа|djurdja", "Єва|yeva",      "Ивайло|ivaylo",    "Юлия|yuliya",
};
static const char *const cyrillic_family[] = {
  "Шевченко|shevchenko", "Ковальчук|kovalchuk", "Коваленко|kovalenko", "Гончар|honchar",
  "Јовановић|jovanovic", "Їжак|yizhak",         "Мельник|melnyk",      "Щербак|shcherbak",
};
static const char *const cyrillic_zones[] = { "FLE Standard Time", "Central Europe Standard Time" };

static const char *const arabic_given[] = {
  "محمد|mohammed", "فاطمة|fatima", "ليلى|layla", "يوسف|yusuf", "مريم|maryam", "عمر|omar",
};
static const char *const arabic_family[] = {
  "الأحمد|alahmad", "حداد|haddad",   "المصري|almasri",
  "خوري|khoury",    "بن علي|benali", "الزهراني|alzahrani",
};
static const char *const arabic_zones[] = { "Arab Standard Time", "Egypt Standard Time" };

static const char *const hebrew_given[] = {
  "נועה|noa", "דוד|david", "תמר|tamar", "יעל|yael", "אורי|uri", "משה|moshe",
};
static const char *const hebrew_family[] = {
  "כהן|cohen", "לוי|levi", "בן־דוד|ben-david", "שפירא|shapira", "מזרחי|mizrahi", "פרץ|peretz",
};
static const char *const hebrew_zones[] = { "Israel Standard Time" };

static const char *const chinese_given[] = {
  "伟|wei",        "秀英|xiuying", "小龙|xiaolong", "静|jing",
  "国强|guoqiang", "丽|li",        "明|ming",       "雪梅|xuemei",
};
static const char *const chinese_family[] = {
  "王|wang", "李|li", "张|zhang", "欧阳|ouyang", "陈|chen", "赵|zhao", "黄|huang", "林|lin",
};
static const char *const chinese_zones[] = { "China Standard Time", "Singapore Standard Time" };

static const char *const japanese_given[] = {
  "さくら|sakura", "健太|kenta", "美咲|misaki", "大輔|daisuke", "陽子|yoko", "ジュン|jun",
};
static const char *const japanese_family[] = {
  "佐藤|sato", "鈴木|suzuki", "髙橋|takahashi", "渡邉|watanabe", "伊藤|ito", "山本|yamamoto",
};
static const char *const japanese_zones[] = { "Tokyo Standard Time" };

static const char *const indian_given[] = {
  "Aarav", "Lakshmi", "Meera", "Thirunavukkarasu", "Ravi", "Sunita", "Kavya", "Arjun",
};
static const char *const indian_family[] = {
  "Sharma", "Patel", "Iyer", "Balasubramaniam", "Singh", "Rao", "Venkataraghavan", "Das",
};
static const char *const indian_zones[] = { "India Standard Time" };

static const char *const nepali_given[] = { "विजय|vijay", "प्रिया|priya", "अंजलि|anjali",
                                            "सुनील|sunil" };
static const char *const nepali_family[] = { "शर्मा|sharma", "अधिकारी|adhikari", "थापा|thapa",
                                             "गुरुङ|gurung" };
static const char *const nepali_zones[] = { "Nepal Standard Time" };

static const char *const vietnamese_given[] = {
  "Thị Hồng|thihong", "Văn Đức|vanduc", "Quỳnh|quynh", "Tuấn|tuan", "Mai", "Phương|phuong",
};
static const char *const vietnamese_family[] = {
  "Nguyễn|nguyen", "Trần|tran", "Lê|le", "Đặng|dang", "Võ|vo", "Phạm|pham",
};
static const char *const vietnamese_zones[] = { "SE Asia Standard Time" };

#define CULTURE(name, percent, family_first)                                                       \
  {                                                                                                \
    name##_given, G_N_ELEMENTS (name##_given), name##_family, G_N_ELEMENTS (name##_family),        \
        name##_zones, G_N_ELEMENTS (name##_zones), percent, family_first                           \
  }

const SimCulture sim_cultures[] = {
  CULTURE (german, 30, FALSE),   CULTURE (english, 24, FALSE), CULTURE (french, 7, FALSE),
  CULTURE (iberian, 7, FALSE),   CULTURE (slavic, 7, FALSE),   CULTURE (nordic, 4, FALSE),
  CULTURE (turkish, 4, FALSE),   CULTURE (greek, 2, FALSE),    CULTURE (cyrillic, 3, FALSE),
  CULTURE (arabic, 2, FALSE),    CULTURE (hebrew, 1, FALSE),   CULTURE (chinese, 2, TRUE),
  CULTURE (japanese, 2, TRUE),   CULTURE (indian, 2, FALSE),   CULTURE (nepali, 1, FALSE),
  CULTURE (vietnamese, 2, TRUE),
};
const guint sim_n_cultures = G_N_ELEMENTS (sim_cultures);

const char *const sim_departments[] = {
  "Sales",
  "Marketing",
  "Research",
  "Production",
  "Purchasing",
  "Finance",
  "Legal",
  "People",
  "Customer Service",
  "Logistics",
  "Quality",
  "IT",
  "Design",
  "Forschung & Entwicklung",
};
const guint sim_n_departments = G_N_ELEMENTS (sim_departments);
