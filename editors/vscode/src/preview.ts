// The picture beside the text: the page, and what page and editor say to each other.

export interface Card {
  id: string;
  path: string;
  location: { uri: string; range: Range } | null;
  range: Range;
}
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}
export interface Report {
  svg: string | null;
  cards: Card[];
  errors: number;
}

/** What is told to the page: the picture, or why there is none. */
export interface Picture {
  svg: string | null;
  errors: number;
  note: string;
}

/** What the page says: a card was clicked. */
export interface Clicked {
  type: "clicked";
  id: string;
}

/** Whether a message of the page is one that we know. */
export function isClicked(message: unknown): message is Clicked {
  const it = message as Clicked;
  return typeof it === "object" && it !== null && it.type === "clicked" && typeof it.id === "string";
}

/** The address of the document that the page kept for the next time it is opened. */
export function stateOf(state: unknown): string | undefined {
  const it = state as { document?: unknown } | null | undefined;
  return typeof it?.document === "string" ? it.document : undefined;
}

/** The innermost card whose declaration is around a place in the text. */
export function cardAt(cards: Card[], uri: string, line: number, character: number): Card | undefined {
  const around = cards.filter(
    (card) =>
      card.location?.uri === uri &&
      !before({ line, character }, card.range.start) &&
      !before(card.range.end, { line, character }),
  );
  return around.reduce<Card | undefined>(
    (best, card) => (best === undefined || before(best.range.start, card.range.start) ? card : best),
    undefined,
  );
}

function before(a: { line: number; character: number }, b: { line: number; character: number }): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** What stands above the picture. */
export function note(report: Report): string {
  const errors = `${report.errors} error${report.errors === 1 ? "" : "s"} in the text`;
  if (report.svg === null) {
    return report.errors > 0
      ? `${errors}: the picture comes when they are mended.`
      : "This file describes no system.";
  }
  return report.errors > 0 ? `${errors}: this is the last good picture.` : "";
}

/** The page. Its script, its style and, by the nonce, the picture's style are all that counts; nothing else is loaded. */
export function page(nonce: string, script: string, style: string, source: string): string {
  const policy =
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'nonce-${nonce}'; img-src data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Report</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<p id="note" role="status" hidden></p>
<div id="tools">
<button id="smaller" title="Smaller">−</button><button id="larger" title="Larger">+</button><button id="fit" title="As wide as the panel">fit</button>
</div>
<main id="picture" tabindex="0"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
