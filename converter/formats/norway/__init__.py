"""Norwegian messages: MsgHead, M1, M9.4, FEST M30."""
