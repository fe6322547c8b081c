"""Pictures as inline SVG: pure functions from plain values to markup, in which every value is escaped.

Colours and strokes are classes of the style sheet, since the pages' policy lets no style stand in an element.
"""
