// The phone on the page: what is typed goes to the webhook, what the database holds is shown.

import * as api from "./api.js";
import { Attachments } from "./attachments.js";
import * as numbers from "./numbers.js";
import { Talk } from "./talk.js";
import * as wording from "./wording.js";

const POLL_MS = 1000;
const SLOWEST_POLL_MS = 8000;
const MOST_TRIES = 5; // to invent a number that nobody has used
const DRAFT = "simulator-draft";

const $ = (id) => document.getElementById(id);
const select = $("number");
const input = $("text");
const attachments = new Attachments({ list: $("files"), picker: $("picker"), button: $("attach") });
const talk = new Talk({ scroller: $("talk"), list: $("bubbles"), empty: $("empty"), announcer: $("announcer") });

let number = "";
let after = null;
let failed = null; // the last text that did not get through
let wait = POLL_MS;
let timer = 0;

// --- reading -------------------------------------------------------------------------------------

async function poll() {
  clearTimeout(timer);
  const asked = number;
  try {
    const answer = await api.messagesSince(asked, after);
    if (asked !== number) return;
    after = answer.after;
    talk.show(answer.messages);
    wait = POLL_MS;
    $("offline").hidden = true;
  } catch {
    if (asked !== number) return;
    wait = Math.min(wait * 2, SLOWEST_POLL_MS);
    $("offline").hidden = false;
  }
  pollLater();
}

function pollLater() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(poll, wait);
}

// --- sending -------------------------------------------------------------------------------------

async function submit() {
  const text = composed();
  if (!text.body.trim() && !text.files.length) return;
  hideProblem();
  clearComposer();
  talk.addPending(text);
  try {
    const answer = await api.send(text);
    for (const reply of answer.rowless) talk.addRowless(reply);
    failed = null;
  } catch (error) {
    restore(text);
    showProblem(error);
  }
  poll();
}

// The same text sent again is the same message: should the first have arrived, nothing happens twice.
function composed() {
  const text = { number, channel: channel(), body: input.value, files: attachments.files };
  return { ...text, message: failed && isSame(failed, text) ? failed.message : newToken() };
}

function isSame(one, other) {
  const files = one.files.length === other.files.length && one.files.every((file, i) => file === other.files[i]);
  return files && ["number", "channel", "body"].every((name) => one[name] === other[name]);
}

function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function restore(text) {
  failed = text;
  talk.dropPending(text.message);
  setText([text.body, input.value].filter(Boolean).join("\n"));
  attachments.add(text.files);
}

function showProblem(error) {
  const code = error instanceof api.Problem ? error.code : "unknown";
  $("problem-text").textContent = wording.problem(code, error.facts);
  $("send-again").hidden = code === "page_expired";
  $("reload").hidden = code !== "page_expired";
  $("problem").hidden = false;
}

function hideProblem() {
  $("problem").hidden = true;
}

function clearComposer() {
  setText("");
  attachments.clear();
}

function setText(text) {
  input.value = text;
  sessionStorage.setItem(DRAFT, text);
}

// --- the phone in use ----------------------------------------------------------------------------

function channel() {
  return document.querySelector("input[name=channel]:checked").value;
}

function use(newNumber) {
  numbers.choose(select, newNumber);
  $("another").hidden = true;
  if (newNumber === number) return;
  number = newNumber;
  after = null;
  failed = null;
  hideProblem();
  talk.clear();
  poll();
}

function pick() {
  $("another").hidden = Boolean(select.value);
  if (select.value) use(select.value);
}

function useTyped() {
  const typed = numbers.asNumber($("another-number").value);
  $("another-problem").textContent = typed ? "" : wording.BAD_NUMBER;
  if (!typed) return;
  use(typed);
  input.focus();
}

async function startAnew() {
  const invented = await unusedNumber();
  use(invented);
  $("announcer").textContent = wording.newConversation(wording.readable(invented));
  input.focus();
}

async function unusedNumber() {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const invented = numbers.invent();
    const talked = await api.messagesSince(invented, null).catch(() => ({ messages: [] }));
    if (!talked.messages.length) return invented;
  }
  return numbers.invent();
}

// --- wiring --------------------------------------------------------------------------------------

function onEnter(event, act) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  act();
}

function tryText(button) {
  setText(button.dataset.text);
  input.focus();
}

function tryNumber(button) {
  use(button.dataset.number);
  input.focus();
}

for (const button of document.querySelectorAll("[data-number]")) {
  button.textContent = wording.readable(button.dataset.number);
  button.addEventListener("click", () => tryNumber(button));
}
for (const button of document.querySelectorAll("[data-text]")) {
  button.addEventListener("click", () => tryText(button));
}
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
$("me").addEventListener("submit", (event) => event.preventDefault());
$("another-number").addEventListener("keydown", (event) => onEnter(event, useTyped));
$("use-number").addEventListener("click", useTyped);
$("new-conversation").addEventListener("click", startAnew);
$("send-again").addEventListener("click", submit);
$("reload").addEventListener("click", () => location.reload());
$("reconnect").addEventListener("click", poll);
select.addEventListener("change", pick);
input.addEventListener("keydown", (event) => onEnter(event, submit));
input.addEventListener("input", () => sessionStorage.setItem(DRAFT, input.value));
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : poll()));

numbers.prepare(select);
setText(sessionStorage.getItem(DRAFT) ?? "");
use(select.value);
