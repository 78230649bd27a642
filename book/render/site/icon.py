"""The icon of the pages: a small drawing in the address itself, so that no file is asked for."""

# A book in the colors of the cover, with lines of unequal lengths, as witnesses have.
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect x="4" y="1" width="24" height="30" rx="2" fill="#17324d"/>'
    '<path d="M9 8h14M9 13h9M9 18h14M9 23h5" stroke="#e9c46a" stroke-width="3"/></svg>'
)
# What an address may not have (RFC 3986, 2.1).
ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in ' "#<>'}
ICON = f"data:image/svg+xml,{DRAWING.translate(ESCAPES)}"
