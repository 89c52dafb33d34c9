//! What is printed: contracts and evidence of signing, typeset as accessible PDF.
