import { assertEquals } from "@std/assert";
import { checkName } from "../../lib/model/name.ts";
import { imitatesServer } from "../../lib/model/reserved_name.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

const IMITATIONS: Readonly<Record<string, readonly string[]>> = {
  "the words themselves": [
    "server",
    "SYSTEM",
    "Admin",
    "root",
    "everyone",
    "Chat-Server",
    "系统",
    "服务器",
    "管理员",
    "所有人",
  ],
  "accents and other marks": [
    "Servér",
    "Server\u0332",
    "Sérver",
    "Śęŕvėŗ",
    "Šystem",
    "Ädmin",
    "rööt",
    "Ôperator",
    "系\u0301统",
  ],
  "strokes and hooks": [
    "Sɇrver",
    "røøt",
    "Systɛm",
    "Ađmin",
    "ʂerver",
    "ȿystem",
    "Ⱥdmin",
    "Moɖeratør",
    "ꞅeꞃveꞃ",
    "ᵴᶒᵲᶌᶒᵲ",
    "ꞩysꞇeᵯ",
  ],
  "small capitals and raised letters": [
    "ꜱᴇʀᴠᴇʀ",
    "ᴀᴅᴍɪɴ",
    "ʀᴏᴏᴛ",
    "ˢᵉʳᵛᵉʳ",
    "Serverˢ",
    "Serverº",
    "Serverʼ",
    "Serverː",
  ],
  "punctuation and digits at the ends": [
    "Server.",
    "-Server-",
    "_Server_",
    "...Server",
    "server1",
    "Server_007",
    "1root",
  ],
  "punctuation and digits in between": [
    "S.e.r.v.e.r",
    "Ser-ver",
    "a_d_m_i_n",
    "sys.op",
    "r1o1o1t",
    "Ad-min2",
  ],
  "digits for letters": [
    "5erver",
    "5y5tem",
    "adm1n",
    "4dm1n",
    "r00t",
    "0perator",
    "m0d3r4t0r",
    "3v3ry0n3",
    "5Y5OP",
  ],
  "letters for letters": ["Admln", "Adrnin", "Systern", "aclmin", "SYSTERN", "Seruer", "Sistem"],
  "doubled letters": ["Serverr", "SServer", "Adminn", "Systeem", "Rooot"],
  "several at once": [
    "ServerAdmin",
    "root-admin",
    "Chat.Admin",
    "SystemMessage",
    "server_notice",
    "系统管理员",
    "系统消息",
  ],
  "other widths and letters like them": ["Ｓｅｒｖｅｒ", "𝕊𝕖𝕣𝕧𝕖𝕣", "syﬆem", "ſerver", "ｓｙｓｔｅｍ１"],
  "Cyrillic, by its looks and by its sound": [
    "ѕегѵег",
    "Ѕуѕор",
    "ЅУЅОР1",
    "Сервер",
    "Админ",
    "Администратор",
    "Роот",
  ],
  "Greek, by its looks and by its sound": ["ΣΕΡΒΕΡ", "Αδμιν", "ΡΟΟΤ", "Σύστεμ", "ΛΔΜΙΝ"],
  "other scripts": ["ꓢꓰꓣꓦꓰꓣ", "ᏚᎬᎡᏙᎬᎡ"],
  "Chinese": [
    "系统1",
    "系統",
    "系-统",
    "系.统.",
    "1系1统1",
    "係统",
    "繋統",
    "糸统",
    "系统_",
    "系统通知",
    "服務器",
    "伺服器2",
    "管理員",
    "菅理员",
    "版主9",
    "板主",
  ],
};

for (const [kind, names] of Object.entries(IMITATIONS)) {
  Deno.test(`imitatesServer() sees through ${kind}`, () => {
    assertEquals(names.filter((name) => !imitatesServer(name.normalize("NFC"))), []);
  });
}

Deno.test("imitatesServer() lets honest names be, also those that contain a reserved word or are close to one", () => {
  const names = (
    "anna Tom1 R2-D2 1337 42 50505 x o.O _bob_ Roots Rooty Rooter JoeRoot Adminka Administer Serverless Observer Serverine " +
    "Sever Sevres Severin Reserver Servers Servus Serge Silver Systematic Systems Ecosystem Cistern Psystem Modern Moderata " +
    "Operatic Opera Cooperator Everyon Every1 Anyone Nadmin Damien Amin Madmin Rot Root-Beer Rut Ruth Roth Toor Trooot " +
    "dora Dmitri Edmin Simon Stem Sysco Chat Chatty Bot server-bot xServerx TheServer Message Notice Minna Armin Ramin " +
    "José Łukasz Nguyễn Ærø Åsa Øystein Zoë Ñuñoa Ömer Đặng Ş Vivian Victor " +
    "Вася Сергей Север Серверин Сервантес Роман Адам Админка Мод Системник Олег Оперетта Рита Отто Роотов " +
    "Ελένη Σεβαστός Αδάμ Ρόδος Ανδρέας Όμηρος " +
    "小明 小系统 系 统 系主任 统一 服务 服务员 管理 经理 王版主 主人 所有 系统工程师 主 人人 " +
    "サバ サーバル 김철수 नमस्ते שלום محمد ไทย 𞤀𞤁"
  ).split(" ");
  assertEquals(names.filter((name) => imitatesServer(name.normalize("NFC"))), []);
  for (const name of names) assertEquals(checkName(cleanText(name)).kind, "name", name);
});

Deno.test("imitatesServer() takes no longer for names made to be read in many ways", () => {
  const names = ["5".repeat(200), "и".repeat(200), "1".repeat(200), "5ee1и".repeat(40), "rn".repeat(100)];
  assertEquals(names.map(imitatesServer), names.map(() => false));
});
