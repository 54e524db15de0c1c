"""Other engines that read pictures of pages: plug-ins, none required, none asked unnamed."""
