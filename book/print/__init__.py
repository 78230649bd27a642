"""The print edition: `sheets` are its documents, `layout` sets them with WeasyPrint, `pdf` numbers the pages and joins them."""
