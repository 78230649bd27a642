"""The properties of CSS that the proof of visibility knows: the rest might hide words."""

from book.text.typography import split_words

# What cannot hide words, or cannot by itself.
HARMLESS = frozenset(
    split_words(
        """
-epub-hyphens -webkit-hyphens -webkit-text-decoration-style -webkit-text-size-adjust align-items
align-self anchor-name background-position border border-block border-bottom border-bottom-color
border-collapse border-color border-inline-end border-inline-start border-inline-start-color
border-inline-start-style border-left border-radius border-right border-spacing border-style
border-top border-width box-shadow box-sizing break-after break-before break-inside clear
color-scheme column-gap columns cursor direction empty-cells flex flex-direction flex-wrap float
font-family font-feature-settings font-style font-synthesis font-variant font-variant-caps
font-variant-numeric font-weight forced-color-adjust gap grid-column grid-template-columns
hanging-punctuation hyphens justify-content justify-items line-break list-style list-style-type
margin-block margin-inline min-height min-width object-fit orphans outline outline-offset
overflow-wrap padding padding-block padding-bottom padding-inline padding-inline-end
padding-inline-start padding-left padding-right padding-top page page-break-after
page-break-before page-break-inside place-items position-anchor print-color-adjust quotes row-gap
scroll-behavior scroll-margin-top scrollbar-gutter src tab-size table-layout text-align
text-align-last
text-decoration text-decoration-color text-decoration-line text-decoration-skip-ink
text-decoration-style text-decoration-thickness text-size-adjust text-underline-offset text-wrap
transition unicode-bidi unicode-range vertical-align white-space widows word-break
"""
    )
)
ANALYZED = frozenset(
    split_words(
        """
background background-color background-image bottom clip clip-path color content
content-visibility display filter font font-size height inset inset-inline-end inset-inline-start
left letter-spacing line-height margin margin-bottom margin-inline-end margin-inline-start
margin-left margin-right margin-top mask max-height max-width opacity overflow overflow-x
overflow-y position right rotate scale text-indent top transform translate visibility width
word-spacing z-index -webkit-text-fill-color
"""
    )
)
