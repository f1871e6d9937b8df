/* web-page.js - tells what somebody does on the page, and shows what comes of it
 *
 * Runs in a world of its own that the page's content cannot reach. The page is never edited here:
 * each edit is refused, told to the program, and shown when the program answers with the page as it
 * is then. While one is on its way, what is typed behind it waits. Places: see oof-draft-page.h.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
'use strict';

{
  const host = window.webkit.messageHandlers.host;
  const body = document.body;
  const BLOCKS = 'p, div, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, center, dd, dt, address, caption, ' +
                 'tr, table, ul, ol, body';
  const queue = [];     // what was done and waits
  let sent = null;      // what is on its way
  let serial = 0;       // which page is shown
  let last = null;      // the selection that the program knows
  let known = null;     // the pieces
  let composing = null; // where an input method began to write
  let late = null;      // what is to be shown after that
  let seen = 0;         // keys and clicks
  let pressed = -1;     // the button of the last click, until a key is
  let dragged = null;   // which of our words are
  let settling = [];    // who waits until all is told

  const length = text => { let n = 0; for (const _ of text) n++; return n; };

  function pieces() {
    let at = 0;

    if (known !== null)
      return known;
    known = [];
    for (const node of body.querySelectorAll('a-t, a-c')) {
      const from = at + Number(node.getAttribute('b'));

      at = from + (node.localName === 'a-c' ? Number(node.getAttribute('n')) : length(node.textContent));
      known.push({ node, from, until: at });
    }
    return known;
  }

  /* --- where the selection is: <a-z> is where the cursor stands behind a placeholder that ends a line (the engine would
     draw it elsewhere), and no place of its own --- */

  function placeInside(piece, node, offset) {
    if (node.nodeType === Node.TEXT_NODE && piece.node.localName === 'a-t')
      return piece.from + length(node.data.slice(0, offset));
    return offset === 0 ? piece.from : piece.until;
  }

  function placeBetween(node, offset) {
    const range = document.createRange();
    const line = node.closest(BLOCKS);
    const next = node.childNodes[offset];
    let before = null;
    let behind = null;

    for (const piece of pieces()) {
      range.selectNode(piece.node);
      const side = range.comparePoint(node, offset);

      if (side > 0 || (side === 0 && node === range.endContainer && offset === range.endOffset)) {
        before = piece;
      } else {
        behind = piece;
        break;
      }
    }
    if (behind === null)
      return before === null ? 0 : before.until;
    if (before === null || (next !== undefined && next.contains(behind.node)))
      return behind.from;
    if (before.node.closest(BLOCKS) !== line && behind.node.closest(BLOCKS) === line)
      return behind.from;
    return before.until;
  }

  function place(node, offset) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;

    if (element.localName === 'a-z')
      return place(element.previousSibling, 1);
    const own = element.closest('a-t, a-c');
    const piece = own && pieces().find(p => p.node === own);

    return piece ? placeInside(piece, node, offset) : placeBetween(element, node === element ? offset : 0);
  }

  function current() {
    const selection = getSelection();

    if (selection.rangeCount === 0 || !body.contains(selection.anchorNode))
      return last || [0, 0];
    const range = selection.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset);

    return [from, range.collapsed ? from : Math.max(from, place(range.endContainer, range.endOffset))];
  }

  function pointIn(piece, at) {
    const node = piece.node;
    const text = node.firstChild;
    let rest = at - piece.from;
    let offset = 0;

    if (node.localName === 'a-c') {
      const index = Array.prototype.indexOf.call(node.parentNode.childNodes, node);

      if (at > piece.from && node.nextSibling !== null && node.nextSibling.localName === 'a-z')
        return [node.nextSibling.firstChild, 0];
      return [node.parentNode, at > piece.from ? index + 1 : index];
    }
    if (text === null)
      return [node, 0];
    for (const c of text.data) {
      if (rest-- <= 0)
        break;
      offset += c.length;
    }
    return [text, offset];
  }

  function point(at) {
    const list = pieces();
    let i = list.findIndex(p => p.until >= at);

    if (list.length === 0)
      return [body, 0];
    if (i < 0)
      i = list.length - 1;
    const next = list[i + 1];
    /* Beside a placeholder the cursor stands in the text. */
    if (list[i].node.localName === 'a-c' && next !== undefined && next.from === at && next.node.localName === 'a-t')
      i++;
    return pointIn(list[i], Math.max(at, list[i].from));
  }

  function select(from, until) {
    const start = point(from);
    const end = from === until ? start : point(until);

    last = [from, until];
    getSelection().setBaseAndExtent(...start, ...end);
  }

  /* What is not seen of the cursor's line comes into sight. */
  function reveal() {
    const selection = getSelection();
    const node = selection.focusNode;
    const range = document.createRange();

    if (node === null)
      return;
    range.setStart(node, selection.focusOffset);
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const box = range.getClientRects()[0] || element.getBoundingClientRect();

    if (box.bottom > innerHeight)
      scrollBy(0, box.bottom - innerHeight + 12);
    else if (box.top < 0)
      scrollBy(0, box.top - 12);
  }

  /* --- what was done --- */

  function next() {
    while (sent === null && queue.length > 0) {
      const step = queue.shift();

      if (step.move) {
        getSelection().modify(...step.move);
        continue;
      }
      if (step.extend && getSelection().isCollapsed)
        getSelection().modify('extend', ...step.extend);
      const [from, until] = step.at || current();

      sent = step;
      host.postMessage({ what: 'edit', edit: step.edit, text: step.text || '', from, until, serial });
    }
    tellSelection();
    if (sent === null && queue.length === 0)
      for (const settled of settling.splice(0))
        settled();
  }

  function tellSelection() {
    if (composing !== null || sent !== null || queue.length > 0)
      return;
    const [from, until] = current();

    if (last !== null && last[0] === from && last[1] === until)
      return;
    last = [from, until];
    host.postMessage({ what: 'select', from, until, serial });
  }

  function push(step) {
    queue.push(step);
    next();
  }

  const edits = {
    insertText: { edit: 'text' },
    insertReplacementText: { edit: 'text' },
    insertParagraph: { edit: 'text', text: '\n' },
    insertLineBreak: { edit: 'text', text: '\n' },
    deleteContent: { edit: 'backspace' },
    deleteContentBackward: { edit: 'backspace' },
    deleteContentForward: { edit: 'delete' },
    deleteWordBackward: { edit: 'backspace', extend: ['backward', 'word'] },
    deleteWordForward: { edit: 'delete', extend: ['forward', 'word'] },
    deleteSoftLineBackward: { edit: 'backspace', extend: ['backward', 'lineboundary'] },
    deleteHardLineBackward: { edit: 'backspace', extend: ['backward', 'lineboundary'] },
    deleteSoftLineForward: { edit: 'delete', extend: ['forward', 'lineboundary'] },
    deleteHardLineForward: { edit: 'delete', extend: ['forward', 'lineboundary'] },
    historyUndo: { edit: 'undo' },
    historyRedo: { edit: 'redo' },
  };

  body.addEventListener('beforeinput', event => {
    if (event.inputType.includes('Composition')) {
      beginComposing();
      return; // cannot be refused: it is put right at its end
    }
    stopComposing();
    event.preventDefault();
    const step = edits[event.inputType];

    if (step && (step.edit !== 'text' || step.text || event.data))
      push({ text: event.data, ...step });
  });

  /* An input method writes where the selection was before it began: what was selected is gone by the time that it is told.
     Where something is on its way, that is where the cursor is after it. Some write without a beginning. */
  function beginComposing() {
    if (composing === null)
      composing = { at: sent !== null || queue.length > 0 ? null : last };
  }

  /* Where it was to be written; null: where the cursor is. */
  function stopComposing() {
    const answer = late;
    const at = composing !== null && answer === null ? composing.at : null;

    if (composing === null)
      return null;
    composing = null;
    late = null;
    known = null;
    if (answer !== null)
      show(...answer);
    return at;
  }

  body.addEventListener('compositionstart', beginComposing);
  body.addEventListener('compositionend', event => {
    const at = stopComposing();

    push({ edit: 'text', text: event.data, at });
  });
  window.addEventListener('blur', stopComposing);

  for (const name of ['copy', 'cut', 'paste'])
    document.addEventListener(name, event => {
      event.preventDefault();
      push(name === 'paste' && pressed === 1 ? { edit: 'paste-primary' } : { edit: name });
    });
  document.addEventListener('submit', event => event.preventDefault());

  /* --- what is dragged: words of this text move, others come in; a file does not, and whoever drops one is told --- */

  function placeAt(event) {
    const range = document.caretRangeFromPoint(event.clientX, event.clientY);

    return range === null || !body.contains(range.startContainer) ? null : place(range.startContainer, range.startOffset);
  }

  const kinds = { Files: 'drop-file', 'text/html': 'drop-html', 'text/plain': 'drop' };
  const kindOf = transfer => Object.keys(kinds).find(k => transfer.types.includes(k));
  // The engine may show a file as a link to its address alone, which can only be read once it is dropped.
  const isFile = transfer => transfer.types.includes('Files') ||
    transfer.types.includes('text/uri-list') && /^(<[^>]*>)*file:/i.test(transfer.getData('text/html') || transfer.getData('text/plain'));

  document.addEventListener('dragstart', event => {
    dragged = sent === null && queue.length === 0 ? current() : null;
    event.dataTransfer.effectAllowed = 'move'; // with more than one the engine complains when it is dropped
    if (dragged === null || dragged[0] === dragged[1])
      event.preventDefault();
  });
  document.addEventListener('dragend', () => { dragged = null; });
  document.addEventListener('dragover', event => {
    event.preventDefault();
    event.dataTransfer.dropEffect = !kindOf(event.dataTransfer) ? 'none' : event.dataTransfer.effectAllowed === 'move' ? 'move' : 'copy';
  });
  document.addEventListener('drop', event => {
    const to = placeAt(event);
    const kind = kindOf(event.dataTransfer);

    event.preventDefault();
    if (to !== null && dragged !== null)
      push({ edit: 'move', text: String(to), at: dragged });
    else if (to !== null && kind)
      push(isFile(event.dataTransfer) ? { edit: kinds.Files, at: [to, to] } : { edit: kinds[kind], text: event.dataTransfer.getData(kind), at: [to, to] });
    dragged = null;
  });

  const moves = {
    ArrowLeft: ['left', 'character', 'word'],
    ArrowRight: ['right', 'character', 'word'],
    ArrowUp: ['backward', 'line', 'paragraph'],
    ArrowDown: ['forward', 'line', 'paragraph'],
    Home: ['backward', 'lineboundary', 'documentboundary'],
    End: ['forward', 'lineboundary', 'documentboundary'],
  };

  /* Where an edit is on its way the cursor is not yet where it will be. */
  body.addEventListener('keydown', event => {
    const move = moves[event.key];

    if (!move || (sent === null && queue.length === 0))
      return;
    event.preventDefault();
    push({ move: [event.shiftKey ? 'extend' : 'move', move[0], event.ctrlKey ? move[2] : move[1]] });
  });

  for (const name of ['keydown', 'keyup', 'mousedown', 'mouseup'])
    window.addEventListener(name, event => {
      seen++;
      if (name === 'keydown' || name === 'mousedown')
        pressed = name === 'mousedown' ? event.button : -1;
    }, true);

  /* How many were seen, once what they did has been told and answered. */
  async function settle() {
    while (sent !== null || queue.length > 0)
      await new Promise(settled => settling.push(settled));
    tellSelection();
    return seen;
  }

  document.addEventListener('selectionchange', tellSelection);
  new ResizeObserver(() => host.postMessage({ what: 'size', height: body.offsetHeight, width: innerWidth })).observe(body);

  /* --- what is shown --- */

  function isAlike(one, other) {
    return one.nodeType === Node.ELEMENT_NODE && other.nodeType === Node.ELEMENT_NODE && one.localName !== 'a-c' &&
           one.cloneNode(false).isEqualNode(other.cloneNode(false));
  }

  /* Only what is another is replaced: what stays keeps its place on the screen. */
  function patch(old, fresh) {
    const are = [...old.childNodes];
    const shall = [...fresh.childNodes];
    const least = Math.min(are.length, shall.length);
    let head = 0;
    let tail = 0;

    while (head < least && are[head].isEqualNode(shall[head]))
      head++;
    while (tail < least - head && are[are.length - 1 - tail].isEqualNode(shall[shall.length - 1 - tail]))
      tail++;
    if (are.length === shall.length && head + tail === are.length - 1) {
      if (isAlike(are[head], shall[head])) {
        patch(are[head], shall[head]);
        return;
      }
    }
    const anchor = are[are.length - tail] || null;

    for (const node of are.slice(head, are.length - tail))
      node.remove();
    for (const node of shall.slice(head, shall.length - tail))
      old.insertBefore(node, anchor);
  }

  function show(page, from, until, number, isAnswer) {
    const fresh = new DOMParser().parseFromString(page, 'application/xhtml+xml');

    if (composing !== null) {
      late = [page, from, until, number, isAnswer];
      return;
    }
    if (fresh.querySelector('parsererror') !== null) {
      host.postMessage({ what: 'failed' });
      return;
    }
    for (const node of body.querySelectorAll('a-z'))
      node.remove();
    patch(body, fresh.documentElement);
    for (const node of body.querySelectorAll('a-c:last-child'))
      if (node.nextSibling === null)
        node.after(document.createElement('a-z'));
    for (const node of body.querySelectorAll('a-z'))
      node.textContent = '\u200b';
    known = null;
    serial = number;
    select(from, until);
    if (document.hasFocus())
      reveal();
    if (isAnswer)
      sent = null;
    if (sent !== null) { // it was about another page: once more
      queue.unshift(sent);
      sent = null;
    }
    next();
  }

  globalThis.absentiaLook = (look, paper) => {
    document.documentElement.className = look;
    document.documentElement.style.background = paper;
  };
  globalThis.absentiaShow = show;
  globalThis.absentiaSettle = settle;
}
