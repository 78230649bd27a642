"""What a TEI document says of how its witnesses were cleaned and compared, in English."""

# What the rules of cleaning did to characters, in the order of the rules.
RULE_DESCRIPTIONS = {
    "controls": "control characters were taken out",
    "invisible": "invisible characters were taken out where they do nothing",
    "composed": "letters and their accents were composed (Unicode normalization form C)",
    "ligatures": "ligatures of old fonts were written as letters",
    "spaces": "runs of spaces were made one",
    "dashes": "hyphens that stand for dashes were made dashes",
    "quotes": "straight quotation marks and apostrophes were set as the language has them",
    "ellipses": "three full stops were made an ellipsis",
    "spacing": "spaces of French punctuation were made no-break spaces",
}
PROJECT = (
    "One text is printed from all witnesses; where they differ, "
    "the apparatus gives the readings of all."
)
QUOTATION = "Quotation marks are kept as characters."
SEGMENTATION = "Paragraphs and headings are those of the witness that is printed."
INTERPRETATION = "What the editor supplies is marked as supplied, or stands in notes."
COMPARISON = (
    "Words were compared by their letters, digits and signs, without case, quotation marks, "
    "hyphens, ligatures and punctuation, save that within numbers: differences in these alone are "
    "accidental, all others substantive. Differences in emphasis, in the lines of verse and in the "
    "calls of notes are formal; a copy without any of these is taken not to state them."
)
