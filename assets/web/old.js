window.gradswarmCannotLoad("This browser is too old for Gradswarm: any browser of the last few years will do.");
