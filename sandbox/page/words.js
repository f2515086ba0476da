// Every word the page itself says. Cards and messages come from the bot and are shown as they are.

const WORDS = {
  de: {
    skip: "Zu den Nachrichten springen",
    brand: "Sandkasten",
    about: "Hinweis",
    menu: "Teams und Chats",
    actAs: "Handeln als …",
    nobody: "ohne Bereich",
    outside: "nicht im Team",
    invented: "erfunden",
    moveClock: "Uhr des Amts",
    moveClockTo: "Uhr stellen auf …",
    set: "Stellen",
    day: "+ 1 Tag",
    week: "+ 1 Woche",
    month: "+ 30 Tage",
    clockMoving: "Die Uhr wird gestellt",
    clockBusy: "Der Bot arbeitet seinen Kalender bis zum neuen Zeitpunkt ab …",
    clockDone: "Fertig: Der Bot ist auf dem neuen Stand.",
    clockAlone: "Die Uhr steht. Der Bot hat sich noch nicht gemeldet.",
    theme: "Darstellung",
    light: "Hell",
    dark: "Dunkel",
    contrast: "Hoher Kontrast",
    places: "Teams, Kanäle und Chats",
    chats: "Chats",
    unread: "ungelesen",
    private: "privat",
    hint: "Alle Menschen und Antworten hier sind erfunden. Nichts verlässt diesen Rechner.",
    install: "Themenblock zum Team hinzufügen",
    uninstall: "Themenblock aus dem Team entfernen",
    addApp: (name) => `${name} hinzufügen`,
    aboutApp: (name) => `Über ${name}`,
    appMay: "Das darf die App",
    appMay_team: "In Kanälen lesen, was sie erwähnt, und dort schreiben; Namen von Team, Kanälen und Mitgliedern sehen",
    appMay_personal: "Im persönlichen Chat lesen, was Sie ihr schreiben, und Ihnen dort schreiben",
    appMay_messageTeamMembers: "Mitgliedern des Teams persönlich schreiben",
    appMay_identity: "Ihre Identität abfragen",
    appPage_website: "Über die App",
    appPage_privacy: "Datenschutz",
    appPage_terms: "Nutzungsbedingungen",
    write: "Nachricht schreiben",
    writeTo: (name) => `Nachricht an ${name}`,
    send: "Senden",
    mention: (name) => `@${name}`,
    mentionHint: "Im Kanal hört der Bot nur, was ihn erwähnt",
    unheard: "Ohne Erwähnung hört der Bot diese Nachricht nicht.",
    commands: "Befehle",
    reply: "Antworten",
    replyingTo: (name) => `Antwort an ${name}`,
    stopReplying: "Nicht mehr antworten",
    deleted: "Diese Nachricht wurde gelöscht.",
    edited: (count) => `bearbeitet, ${count} Fassungen`,
    onlyForYou: "Nur Sie sehen diese Nachricht",
    empty: "Hier wurde noch nichts geschrieben.",
    colleagues: "Erfundene Kolleg*innen antworten lassen",
    colleagueCount: "Anzahl der erfundenen Kolleg*innen",
    colleaguesBusy: "Die erfundenen Kolleg*innen antworten …",
    colleaguesDone: (done, failed) =>
      failed ? `${done} haben geantwortet, ${failed} sind gescheitert.` : `${done} haben geantwortet.`,
    nobodyLeft: "Niemand ist übrig: Alle haben diese Karte schon benutzt.",
    nobodyHere: "Niemand ist übrig: Hier ist niemand mit einem Bereich.",
    close: "Schließen",
    cancel: "Abbrechen",
    askUninstall: "Themenblock entfernen?",
    uninstallMeans: "Der Bot kann dann nichts mehr in dieses Team schreiben. Was er geschrieben hat, bleibt stehen.",
    uninstallNow: "Entfernen",
    ok: "OK",
    unreachable: "Die App ist nicht erreichbar. Bitte versuchen Sie es noch einmal.",
    failed: "Das hat nicht geklappt.",
    busy: "Einen Moment …",
    sent: "Gesendet.",
    newMessage: (who, where) => `Neue Nachricht von ${who} in ${where}`,
    language: "English",
    bot: "Bot",
  },
  en: {
    skip: "Skip to the messages",
    brand: "Sandbox",
    about: "Notice",
    menu: "Teams and chats",
    actAs: "Act as …",
    nobody: "no department",
    outside: "not in the team",
    invented: "invented",
    moveClock: "The office's clock",
    moveClockTo: "Set the clock to …",
    set: "Set",
    day: "+ 1 day",
    week: "+ 1 week",
    month: "+ 30 days",
    clockMoving: "Setting the clock",
    clockBusy: "The bot is working through its calendar up to the new time …",
    clockDone: "Done: the bot has caught up.",
    clockAlone: "The clock is set. The bot has not answered yet.",
    theme: "Appearance",
    light: "Light",
    dark: "Dark",
    contrast: "High contrast",
    places: "Teams, channels and chats",
    chats: "Chats",
    unread: "unread",
    private: "private",
    hint: "All people and answers here are invented. Nothing leaves this machine.",
    install: "Add Themenblock to the team",
    uninstall: "Remove Themenblock from the team",
    addApp: (name) => `Add ${name}`,
    aboutApp: (name) => `About ${name}`,
    appMay: "What the app may do",
    appMay_team: "Read what mentions it in channels, and write there; see the names of team, channels and members",
    appMay_personal: "Read what you write to it in the personal chat, and write to you there",
    appMay_messageTeamMembers: "Write to members of the team in private",
    appMay_identity: "Ask for your identity",
    appPage_website: "About the app",
    appPage_privacy: "Privacy",
    appPage_terms: "Terms of use",
    write: "Write a message",
    writeTo: (name) => `Message to ${name}`,
    send: "Send",
    mention: (name) => `@${name}`,
    mentionHint: "In a channel the bot hears only what mentions it",
    unheard: "Without a mention the bot does not hear this message.",
    commands: "Commands",
    reply: "Reply",
    replyingTo: (name) => `Reply to ${name}`,
    stopReplying: "Stop replying",
    deleted: "This message was deleted.",
    edited: (count) => `edited, ${count} versions`,
    onlyForYou: "Only you can see this message",
    empty: "Nothing has been written here yet.",
    colleagues: "Let invented colleagues answer",
    colleagueCount: "Number of invented colleagues",
    colleaguesBusy: "The invented colleagues are answering …",
    colleaguesDone: (done, failed) =>
      failed ? `${done} have answered, ${failed} failed.` : `${done} have answered.`,
    nobodyLeft: "Nobody is left: everybody has used this card already.",
    nobodyHere: "Nobody is left: nobody here has a department.",
    close: "Close",
    cancel: "Cancel",
    askUninstall: "Remove Themenblock?",
    uninstallMeans: "The bot can then no longer write to this team. What it has written stays.",
    uninstallNow: "Remove",
    ok: "OK",
    unreachable: "Unable to reach app. Please try again.",
    failed: "That did not work.",
    busy: "One moment …",
    sent: "Sent.",
    newMessage: (who, where) => `New message from ${who} in ${where}`,
    language: "Deutsch",
    bot: "Bot",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "de";

export function word(key, ...values) {
  const found = WORDS[language][key];
  return typeof found === "function" ? found(...values) : found;
}

// What the office file says in this language; German where it has no English of its own.
export function ofOffice(office, name) {
  return (language === "en" && office.english[name]) || office[name];
}

export function currentLanguage() {
  return language;
}

export function switchLanguage() {
  language = language === "de" ? "en" : "de";
  localStorage.setItem("language", language);
}

// Puts the words into everything in the document that asks for them.
export function putWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
}
