// Judge e-books with epubcheck-ts: `node validate.mjs NPM BOOK...`; NPM is the folder with node_modules.
// Standard output is a JSON object: for each book what is found, as "severity code file: words", hints left out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [npm, ...books] = process.argv.slice(2);
const { EpubCheck } = createRequire(join(npm, "package.json"))("@likecoin/epubcheck-ts");
const found = {};
for (const book of books) {
  const { messages } = await EpubCheck.validate(new Uint8Array(readFileSync(book)));
  found[book] = messages
    .filter(({ severity }) => ["fatal", "error", "warning"].includes(severity))
    .map(({ severity, id, message, location }) => `${severity} ${id} ${location?.path}: ${message}`);
}
console.log(JSON.stringify(found));
