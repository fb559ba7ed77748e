"""The dossier: what is kept on disk of each objection, to be proved and followed up."""
