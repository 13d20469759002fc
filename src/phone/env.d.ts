// Constants that the build inserts.
/** Path of the models on the server, with a slash at both ends: `/models/<hash>/`. */
declare const __MODELS__: string
