// Every sentence the simulator's scripts show.

const STATES = {
  received: "being answered",
  waiting: "waiting, will be tried again",
  answered: "",
  silent: "no answer, on purpose",
  handed_over: "passed on to the staff",
  queued: "queued",
  sending: "sending",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "not delivered",
  failed: "failed",
  unknown: "outcome unknown",
  stopped: "not sent, opted out",
};

const ERROR_CODES = {
  20500: "Twilio's server failed",
  21610: "unsubscribed",
  30003: "phone switched off",
  30500: "carrier's server failed",
};

const PROBLEMS = {
  offline: "Not sent: the server cannot be reached.",
  bad_number: "Not sent: this is not a phone number with + and country code.",
  bad_request: "Not sent: the server did not understand the request.",
  too_long: "Not sent: a text holds 1,600 characters at most.",
  too_many_files: "Not sent: a message holds 10 files at most.",
  too_large: "Not sent: the files of a message may be 5 MB in all.",
  page_expired: "Not sent: this page is too old.",
  webhook_slow: "The assistant did not answer within 15 seconds.",
  webhook_unreachable: "The assistant's webhook cannot be reached.",
  webhook_not_twiml: "The assistant's webhook did not answer with TwiML.",
};

const KEPT = " Your text is kept below.";

export const BAD_NUMBER = "Write + and the country code, then the number: +12025550199";
export const CARRIER = "From the carrier, not from the assistant";
export const NOT_STORED = "not stored";
export const SENDING = "sending";

export function problem(code, facts) {
  if (code === "webhook_status") {
    return `The assistant's webhook answered with error ${facts.webhook_status}.${KEPT}`;
  }
  return (PROBLEMS[code] ?? "Not sent: something went wrong on the server.") + KEPT;
}

export function stateOf(message) {
  const state = STATES[message.state] ?? message.state;
  if (!message.error_code) return state;
  const meaning = ERROR_CODES[message.error_code];
  return `${state} (${message.error_code}${meaning ? `: ${meaning}` : ""})`;
}

export function sizeOf(message) {
  if (!message.segments) return "";
  return `${message.segments} ${message.segments === 1 ? "segment" : "segments"} ${message.encoding}`;
}

export function understoodAs(message) {
  if (!message.intent) return "";
  const sure = message.confidence === null ? "" : ` ${message.confidence.toFixed(2)}`;
  return `understood: ${message.intent}${sure}`;
}

export function newConversation(number) {
  return `New conversation from ${number}`;
}

export function said(text) {
  return `Answer: ${text}`;
}

export function remove(name) {
  return `Remove ${name}`;
}

export function attachment(contentType) {
  return `Attachment (${contentType})`;
}

export function readable(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
}
