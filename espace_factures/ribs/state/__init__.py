"""The states of RIBs: the établissement's page, and the agents'."""
