"""The command line: each verb parses, makes one library call and prints."""
