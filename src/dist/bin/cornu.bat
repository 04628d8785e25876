@echo off
rem Runs Cornu's command line on Java 17 or newer: that of JAVA_HOME, else the one on the PATH. What
rem JAVA_OPTS and CORNU_OPTS hold goes to Java, as -Xmx4g.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=3"
"%JAVA%" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -Djava.awt.headless=true %JAVA_OPTS% %CORNU_OPTS% -cp "%~dp0..\lib\*" org.cornu.cli.Main %*
