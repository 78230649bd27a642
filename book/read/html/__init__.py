"""Read HTML and XHTML, for web pages, e-books, and what pandoc converts.

reading   the whole of a page, or of pages that belong together: what others call
web_page  what a web page has around its text: by page_names and page_text
parse     bytes and markup become a tree
style     what style sheets say of words
elements  what each element is
walk      the walk through the tree, which feeds the builder
"""
