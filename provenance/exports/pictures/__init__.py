"""Pictures that several rooms draw, and what they are drawn with: markup, room for words, and streams."""
