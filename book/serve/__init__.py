"""What is published, on localhost (`serve`), and the drafts of what is being written: `preview` keeps them, `live` shows them."""
