"""The ways a message travels: SMS, WhatsApp and the web chat."""
