// Read the catalogues with Thorium's own library, and print what it understood.
// Usage: node opds.cjs FOLDER
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const from = createRequire(process.cwd() + "/");

from("r2-opds-js/dist/es8-es2017/src/opds/init-globals").initGlobalConverters_OPDS();
const shared = from("r2-shared-js/dist/es8-es2017/src/init-globals");
shared.initGlobalConverters_SHARED();
shared.initGlobalConverters_GENERIC();
const { DOMParser } = from("@xmldom/xmldom");
const { XML } = from("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
const { OPDS } = from("r2-opds-js/dist/es8-es2017/src/opds/opds1/opds");
const { OPDSFeed } = from("r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const { convertOpds1ToOpds2 } = from("r2-opds-js/dist/es8-es2017/src/opds/converter");
const { TaJsonDeserialize } = from("r2-lcp-js/dist/es8-es2017/src/serializable");

const told = (feed) => ({
  title: feed.Metadata.Title,
  publications: feed.Publications.map((publication) => ({
    title: publication.Metadata.Title,
    authors: publication.Metadata.Author.map((author) => author.Name),
    language: publication.Metadata.Language,
    identifier: publication.Metadata.Identifier,
    links: publication.Links.filter((link) => link.Rel[0].includes("acquisition")).map((link) => [link.Href, link.TypeLink]),
    images: publication.Images.map((image) => image.Href),
  })),
});
const read = (name) => readFileSync(`${process.argv[2]}/${name}`, "utf8");
const first = convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(read("opds.xml"), "text/xml"), OPDS));
const second = TaJsonDeserialize(JSON.parse(read("opds.json")), OPDSFeed);
console.log(JSON.stringify([told(first), told(second)]));
