# Ends without a word: the interactor sees the end of its input.
