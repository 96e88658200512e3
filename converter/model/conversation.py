"""Which messages a dispensing report answers (MsgHead ConversationRef)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conversation:
    """The report's place in a conversation with Reseptformidleren.

    Attributes:
        parent: RefToParent, MsgId of the M9.4 that the prescription came in.
        whole: RefToConversation, MsgId of the message that began it (M9.1).
    """

    parent: str
    whole: str
