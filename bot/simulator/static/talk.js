// Draws the conversation: one list item a message, replaced when it changes.

import * as wording from "./wording.js";

const NEAR_THE_END = 80; // pixels

export class Talk {
  constructor({ scroller, list, empty, announcer }) {
    Object.assign(this, { scroller, list, empty, announcer });
    this.clear();
  }

  clear() {
    this.drawn = new Map();
    this.pending = new Map();
    this.arrived = new Set();
    this.list.replaceChildren();
    this.empty.hidden = false;
    this.quiet = true; // what was there before is not news
  }

  // A text on its way: shown at once, until the server's own record of it arrives (or did before).
  addPending(text) {
    if (this.arrived.has(text.message)) return;
    this.pending.set(text.message, this.#append(pendingItem(text)));
    this.scrollToEnd();
  }

  dropPending(message) {
    this.pending.get(message)?.remove();
    this.pending.delete(message);
    this.empty.hidden = this.list.childElementCount > 0;
  }

  addRowless(text) {
    this.#append(rowlessItem(text));
    this.announcer.textContent = wording.said(text);
  }

  show(messages) {
    const atEnd = this.#isAtEnd();
    const fresh = messages.filter((message) => this.#draw(message));
    if (fresh.length && atEnd) this.scrollToEnd();
    const answers = fresh.filter((message) => message.direction === "out").map((message) => message.text);
    if (!this.quiet && answers.length) this.announcer.textContent = wording.said(answers.join("\n"));
    this.quiet = false;
  }

  scrollToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  // True if the message was not there before.
  #draw(message) {
    const state = JSON.stringify(message);
    const known = this.drawn.get(message.id);
    if (known?.state === state) return false;
    const item = messageItem(message);
    if (known) known.item.replaceWith(item);
    else this.#insert(item, message);
    this.drawn.set(message.id, { state, item });
    return !known;
  }

  #insert(item, message) {
    if (message.direction === "in") this.#arrive(message.sid.slice(2));
    if (!this.quiet && message.direction === "out") item.classList.add("new");
    const later = [...this.list.children].find((other) => Number(other.dataset.order ?? Infinity) > message.order);
    this.list.insertBefore(item, later ?? null);
    this.empty.hidden = true;
  }

  #arrive(message) {
    this.arrived.add(message);
    this.dropPending(message);
  }

  #append(item) {
    this.list.append(item);
    this.empty.hidden = true;
    return item;
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }
}

function messageItem(message) {
  const item = element("li", message.direction === "in" ? "mine" : "theirs");
  item.dataset.channel = message.channel;
  item.dataset.state = message.state;
  item.dataset.order = message.order;
  for (const media of message.media) item.append(mediaElement(media));
  if (message.text) item.append(bubble(message.text, message.language));
  item.append(smallPrint(message));
  if (message.note) item.append(carrierNote(message.note));
  return item;
}

function pendingItem({ channel, body, files }) {
  const item = element("li", "mine pending");
  item.dataset.channel = channel;
  for (const file of files) item.append(element("p", "file", file.name));
  if (body) item.append(bubble(body));
  item.append(element("p", "small", wording.SENDING));
  return item;
}

function rowlessItem(text) {
  const item = element("li", "theirs");
  item.append(bubble(text), element("p", "small", wording.NOT_STORED));
  return item;
}

function bubble(text, language) {
  const shape = element("p", "bubble", text);
  shape.dir = "auto";
  if (language) shape.lang = language.replace("_", "-");
  return shape;
}

function smallPrint(message) {
  const time = new Date(message.at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  const parts = message.direction === "in"
    ? [time, wording.understoodAs(message), message.intent && message.language, wording.stateOf(message)]
    : [time, wording.sizeOf(message), wording.stateOf(message)];
  return element("p", "small", parts.filter(Boolean).join(" · "));
}

function carrierNote(note) {
  const box = element("div", "carrier");
  box.append(element("p", "carrier-who", wording.CARRIER), element("p", "", note.text));
  return box;
}

function mediaElement({ path, content_type: contentType }) {
  if (contentType.startsWith("image/")) {
    const picture = element("img", "picture");
    picture.src = path;
    picture.alt = wording.attachment(contentType);
    return picture;
  }
  const link = element("a", "file", wording.attachment(contentType));
  link.href = path;
  return link;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
