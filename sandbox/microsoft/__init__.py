"""Microsoft's side: login, keys over https, Connector and roster, behind one gate."""
