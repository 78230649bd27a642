"""Validators that stay: a Java that is warm validates a book in a tenth of the time.

A server is one process with one Java that runs EPUBCheck and veraPDF. A *resident* server outlives
the build that started it, and answers the builds of the same checkout at a socket of the user's;
a *private* one is the child of a process that builds many editions, and ends with it. `messages`
is what is said, `place` where a resident server is found and by what it is known, `client` asks,
`process` answers.

A server is never trusted. The client sends the bytes of a book; the answer must have their SHA-256
and come in time. If anything is wrong, the book is validated by a Java of its own.
"""
